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
        var sums = new double[window + 1];
        var squares = new double[window + 1];
        var share = 1.0 / window;
        var sampleShare = 1.0 / (window - 1);
        for (var block = first; block < values.Length; block += window)
        {
            var pivot = values[block];
            if (block > first)
                SumTail(values.Slice(block - window, window), pivot, sums, squares);
            var head = values.Slice(block, Math.Min(window, values.Length - block));
            var mean = means.Slice(block, head.Length);
            var deviation = deviations.Slice(block, head.Length);
            var tail = sums.AsSpan(1, head.Length);
            var tailSquares = squares.AsSpan(1, head.Length);
            double sum = 0, square = 0;
            for (var j = 0; j < head.Length; j++)
            {
                var d = head[j] - pivot;
                sum += d;
                square += d * d;
                var s = sum + tail[j];
                mean[j] = pivot + s * share;
                deviation[j] = Math.Sqrt(Math.Max(0, square + tailSquares[j] - s * s * share) * sampleShare);
            }
        }
    }

    private static void SumTail(ReadOnlySpan<double> block, double pivot, Span<double> sums, Span<double> squares)
    {
        double sum = 0, square = 0;
        for (var j = block.Length - 1; j > 0; j--)
        {
            var d = block[j] - pivot;
            sums[j] = sum += d;
            squares[j] = square += d * d;
        }
    }
}
