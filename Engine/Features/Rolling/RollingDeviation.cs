using System.Numerics.Tensors;

namespace Huracan.Engine.Features.Rolling;

/// <summary>
/// Mean and sample standard deviation (ddof 1) over a sliding window, in blocks as <see cref="RollingSum"/>. Deviations are taken from a
/// value that lies in every window of the block, its first: so the error stays near n rounding steps whatever the level of the series,
/// and a window of equal values has a deviation of exactly 0.
/// </summary>
internal static class RollingDeviation
{
    /// <summary>Writes mean and deviation of the <paramref name="window"/> values up to each bar; from <c>first + window - 1</c> on.</summary>
    /// <param name="values">The column; read from <paramref name="first"/> on.</param>
    /// <param name="first">First bar with a value.</param>
    /// <param name="window">Length of the window, 2 or more.</param>
    /// <param name="means">As long as <paramref name="values"/>.</param>
    /// <param name="deviations">As long as <paramref name="values"/>.</param>
    public static void Fill(ReadOnlySpan<double> values, int first, int window, Span<double> means, Span<double> deviations)
    {
        var tail = new Tail(window);
        var next = new Tail(window);
        for (var block = first; block < values.Length; block += window)
        {
            var length = Math.Min(window, values.Length - block);
            var following = block + window < values.Length ? values[block + window] : 0;
            var variances = deviations.Slice(block, length);
            FillBlock(values.Slice(block, length), window, tail, following, next, means.Slice(block, length), variances);
            TensorPrimitives.Sqrt(variances, variances); // here they are still in the cache
            (tail, next) = (next, tail);
        }
    }

    /// <summary>
    /// One block: means and variances from its running sums and the tail of the block before. In the same loop, from the other end, it
    /// sums the next block's tail: four sums that do not wait for one another. The lengths are checked by the slices above; pointers
    /// keep the loop free of nine more checks a value.
    /// </summary>
    private static unsafe void FillBlock(
        ReadOnlySpan<double> head, int window, Tail before, double following, Tail next, Span<double> means, Span<double> variances)
    {
        var share = 1.0 / window;
        var sampleShare = 1.0 / (window - 1);
        var pivot = head[0];
        double sum = 0, square = 0, back = 0, backSquare = 0;
        fixed (double* x = head, mean = means, variance = variances)
        fixed (double* sums = before.Sums, squares = before.Squares, nextSums = next.Sums, nextSquares = next.Squares)
        {
            for (var j = 0; j < head.Length; j++)
            {
                var d = x[j] - pivot;
                sum += d;
                square = Math.FusedMultiplyAdd(d, d, square);
                var s = sum + sums[j];
                mean[j] = Math.FusedMultiplyAdd(s, share, pivot);
                var v = square + squares[j] - s * s * share;
                variance[j] = v > 0 ? v * sampleShare : 0;
                nextSums[window - 1 - j] = back;
                nextSquares[window - 1 - j] = backSquare;
                var e = x[head.Length - 1 - j] - following;
                back += e;
                backSquare = Math.FusedMultiplyAdd(e, e, backSquare);
            }
        }
    }

    /// <summary>At j: sums over the previous block's values after its j-th of their deviations from this block's pivot, and of the squares.</summary>
    private readonly struct Tail(int window)
    {
        public readonly double[] Sums = new double[window];
        public readonly double[] Squares = new double[window];
    }
}
