using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

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
        var padded = PrefixSums.Padded(window);
        double[] block = new double[padded], sum = new double[padded];
        var tail = new double[padded + 1]; // tail[j]: sum of the previous block from its j-th value on
        for (var start = first; start < values.Length; start += window)
        {
            var length = Math.Min(window, values.Length - start);
            values.Slice(start, length).CopyTo(block);
            block.AsSpan(length).Clear();
            SumHeads(block, tail, sum);
            sum.AsSpan(0, length).CopyTo(sums[start..]);
            SumTails(block, tail);
        }
    }

    /// <summary>The same, divided by the length of the window.</summary>
    public static void FillMean(ReadOnlySpan<double> values, int first, int window, Span<double> means)
    {
        Fill(values, first, window, means);
        if (first < means.Length)
            TensorPrimitives.Divide(means[first..], window, means[first..]);
    }

    private static void SumHeads(double[] block, double[] tail, double[] sums)
    {
        Vector256<double> sum = default;
        for (var j = 0; j < block.Length; j += PrefixSums.Lanes)
        {
            var heads = PrefixSums.Forward(Vector256.Create<double>(block.AsSpan(j))) + sum;
            sum = PrefixSums.Last(heads);
            (heads + Vector256.Create<double>(tail.AsSpan(j + 1))).CopyTo(sums, j);
        }
    }

    private static void SumTails(double[] block, double[] tail)
    {
        Vector256<double> sum = default;
        for (var j = block.Length - PrefixSums.Lanes; j >= 0; j -= PrefixSums.Lanes)
        {
            var tails = PrefixSums.Backward(Vector256.Create<double>(block.AsSpan(j))) + sum;
            sum = PrefixSums.First(tails);
            tails.CopyTo(tail, j);
        }
    }
}
