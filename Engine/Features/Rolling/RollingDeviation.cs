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
        var share = 1.0 / window;
        var sampleShare = 1.0 / (window - 1);
        for (var block = first; block < values.Length; block += window)
        {
            var head = values.Slice(block, Math.Min(window, values.Length - block));
            var mean = means.Slice(block, head.Length);
            var variance = deviations.Slice(block, head.Length);
            var pivot = head[0];
            // The next block's tail is summed in the same loop, from the other end: four sums that do not wait for one another.
            var following = block + window < values.Length ? values[block + window] : pivot;
            double sum = 0, square = 0, back = 0, backSquare = 0;
            for (var j = 0; j < head.Length; j++)
            {
                var d = head[j] - pivot;
                sum += d;
                square = Math.FusedMultiplyAdd(d, d, square);
                var s = sum + tail.Sums[j];
                mean[j] = Math.FusedMultiplyAdd(s, share, pivot);
                variance[j] = Math.Max(0, square + tail.Squares[j] - s * s * share) * sampleShare;
                var e = head[head.Length - 1 - j] - following;
                back += e;
                backSquare = Math.FusedMultiplyAdd(e, e, backSquare);
                if (j < window - 1)
                {
                    next.Sums[window - 2 - j] = back;
                    next.Squares[window - 2 - j] = backSquare;
                }
            }
            (tail, next) = (next, tail);
        }
        if (first < values.Length)
            TensorPrimitives.Sqrt(deviations[first..], deviations[first..]);
    }

    /// <summary>Sums of the previous block's deviations from its value j + 1 on; none for the last j.</summary>
    private readonly struct Tail(int window)
    {
        public readonly double[] Sums = new double[window];
        public readonly double[] Squares = new double[window];
    }
}
