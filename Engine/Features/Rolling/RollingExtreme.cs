using System.Numerics;

namespace Huracan.Engine.Features.Rolling;

/// <summary>
/// Where the largest (or smallest) value of a sliding window is, by a queue of candidates: each bar enters and leaves it once.
/// </summary>
internal static class RollingExtreme
{
    /// <summary>
    /// Bar of the largest of the <paramref name="window"/> values up to each bar (fewer at the start); of equal ones the latest.
    /// </summary>
    public static int[] LargestAt(ReadOnlySpan<double> values, int window) => At(values, window, 1);

    /// <summary>Bar of the smallest; of equal ones the latest.</summary>
    public static int[] SmallestAt(ReadOnlySpan<double> values, int window) => At(values, window, -1);

    private static int[] At(ReadOnlySpan<double> values, int window, double sign)
    {
        var result = new int[values.Length];
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)window + 1);
        var queue = new int[size]; // a ring of bars whose values fall (sign 1) from front to back
        int front = 0, back = 0;
        for (var t = 0; t < values.Length; t++)
        {
            var value = sign * values[t];
            while (back > front && sign * values[queue[(back - 1) & (size - 1)]] <= value)
                back--;
            queue[back++ & (size - 1)] = t;
            if (queue[front & (size - 1)] <= t - window)
                front++;
            result[t] = queue[front & (size - 1)];
        }
        return result;
    }
}
