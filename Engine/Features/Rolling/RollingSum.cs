namespace Huracan.Engine.Features.Rolling;

/// <summary>
/// Sums over a sliding window without subtracting (van Herk's blocks): a window is the tail of one block and the head of the next,
/// each summed on its own. So nothing cancels, no error builds up along the series, and values that left the window leave no trace.
/// </summary>
internal static class RollingSum
{
    /// <summary>Writes the sum of the <paramref name="window"/> values up to each bar; from <c>first + window - 1</c> on.</summary>
    /// <param name="values">The column; read from <paramref name="first"/> on.</param>
    /// <param name="first">First bar with a value.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="sums">As long as <paramref name="values"/>.</param>
    public static void Fill(ReadOnlySpan<double> values, int first, int window, Span<double> sums)
    {
        var tail = new double[window + 1]; // tail[j]: sum of the previous block from its j-th value on
        for (var block = first; block < values.Length; block += window)
        {
            if (block > first)
                SumTail(values.Slice(block - window, window), tail);
            var head = 0.0;
            var end = Math.Min(window, values.Length - block);
            for (var j = 0; j < end; j++)
            {
                head += values[block + j];
                sums[block + j] = head + tail[j + 1];
            }
        }
    }

    /// <summary>The same, divided by the length of the window.</summary>
    public static void FillMean(ReadOnlySpan<double> values, int first, int window, Span<double> means)
    {
        Fill(values, first, window, means);
        for (var t = first; t < means.Length; t++)
            means[t] /= window;
    }

    private static void SumTail(ReadOnlySpan<double> block, double[] tail)
    {
        var sum = 0.0;
        for (var j = block.Length - 1; j > 0; j--)
            tail[j] = sum += block[j];
    }
}
