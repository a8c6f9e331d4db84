using System.Runtime.Intrinsics;

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
        var padded = PrefixSums.Padded(window);
        // At j: sums over the previous block's values after its j-th of their deviations from this block's first, and of the squares.
        // One place more, since the sums of a whole block are written too.
        double[] tailSums = new double[padded + 1], tailSquares = new double[padded + 1];
        double[] block = new double[padded], mean = new double[padded], deviation = new double[padded];
        for (var start = first; start < values.Length; start += window)
        {
            var length = Math.Min(window, values.Length - start);
            values.Slice(start, length).CopyTo(block);
            block.AsSpan(length).Fill(block[0]); // past the end nothing deviates
            Heads(block, window, tailSums, tailSquares, mean, deviation);
            mean.AsSpan(0, length).CopyTo(means[start..]);
            deviation.AsSpan(0, length).CopyTo(deviations[start..]);
            if (start + window >= values.Length)
                continue;
            var following = values[start + window];
            block.AsSpan(window).Fill(following);
            Tails(block, following, tailSums, tailSquares);
        }
    }

    /// <summary>Means and deviations of a block from its running sums and the tail of the block before.</summary>
    private static void Heads(double[] block, int window, double[] tailSums, double[] tailSquares, double[] means, double[] deviations)
    {
        var pivot = Vector256.Create(block[0]);
        var share = Vector256.Create(1.0 / window);
        var sampleShare = Vector256.Create(1.0 / (window - 1));
        Vector256<double> sum = default, square = default;
        for (var j = 0; j < block.Length; j += PrefixSums.Lanes)
        {
            var d = Vector256.Create<double>(block.AsSpan(j)) - pivot;
            var heads = PrefixSums.Forward(d) + sum;
            var headSquares = PrefixSums.Forward(d * d) + square;
            (sum, square) = (PrefixSums.Last(heads), PrefixSums.Last(headSquares));
            var s = heads + Vector256.Create<double>(tailSums.AsSpan(j + 1));
            Vector256.FusedMultiplyAdd(s, share, pivot).CopyTo(means, j);
            var v = headSquares + Vector256.Create<double>(tailSquares.AsSpan(j + 1)) - s * s * share;
            Vector256.Sqrt(Vector256.Max(v, default) * sampleShare).CopyTo(deviations, j);
        }
    }

    /// <summary>The sums of what follows each value of a whole block, of deviations from the next block's first value.</summary>
    private static void Tails(double[] block, double following, double[] tailSums, double[] tailSquares)
    {
        var pivot = Vector256.Create(following);
        Vector256<double> sum = default, square = default;
        for (var j = block.Length - PrefixSums.Lanes; j >= 0; j -= PrefixSums.Lanes)
        {
            var e = Vector256.Create<double>(block.AsSpan(j)) - pivot;
            var tails = PrefixSums.Backward(e) + sum;
            var squares = PrefixSums.Backward(e * e) + square;
            (sum, square) = (PrefixSums.First(tails), PrefixSums.First(squares));
            tails.CopyTo(tailSums, j);
            squares.CopyTo(tailSquares, j);
        }
    }
}
