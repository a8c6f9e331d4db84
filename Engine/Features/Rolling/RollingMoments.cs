namespace Huracan.Engine.Features.Rolling;

/// <summary>
/// Skewness and excess kurtosis over a sliding window with the sample corrections that pandas uses (G1 and G2 of Joanes and Gill,
/// 1998), in blocks as <see cref="RollingDeviation"/>. A window of equal values has 0 of both.
/// </summary>
internal static class RollingMoments
{
    /// <summary>Writes both for the <paramref name="window"/> values up to each bar; from <c>first + window - 1</c> on.</summary>
    /// <param name="values">The column; read from <paramref name="first"/> on.</param>
    /// <param name="first">First bar with a value.</param>
    /// <param name="window">Length of the window, 4 or more.</param>
    /// <param name="skews">As long as <paramref name="values"/>.</param>
    /// <param name="kurtoses">As long as <paramref name="values"/>.</param>
    public static void Fill(ReadOnlySpan<double> values, int first, int window, Span<double> skews, Span<double> kurtoses)
    {
        var tail = new Powers[window + 1];
        for (var block = first; block < values.Length; block += window)
        {
            var pivot = values[block];
            var sum = default(Powers);
            for (var j = window - 1; j > 0 && block > first; j--)
                tail[j] = sum = sum.Plus(values[block - window + j] - pivot);
            sum = default;
            var end = Math.Min(window, values.Length - block);
            for (var j = 0; j < end; j++)
            {
                sum = sum.Plus(values[block + j] - pivot);
                (skews[block + j], kurtoses[block + j]) = sum.Plus(tail[j + 1]).Shape(window);
            }
        }
    }

    private readonly record struct Powers(double S1, double S2, double S3, double S4)
    {
        public Powers Plus(double d) => new(S1 + d, S2 + d * d, S3 + d * d * d, S4 + d * d * d * d);

        public Powers Plus(Powers other) => new(S1 + other.S1, S2 + other.S2, S3 + other.S3, S4 + other.S4);

        public (double Skew, double Kurtosis) Shape(double n)
        {
            var mean = S1 / n;
            var m2 = S2 / n - mean * mean;
            if (m2 <= 0)
                return (0, 0);
            var m3 = S3 / n - 3 * mean * (S2 / n) + 2 * mean * mean * mean;
            var m4 = S4 / n - 4 * mean * (S3 / n) + 6 * mean * mean * (S2 / n) - 3 * mean * mean * mean * mean;
            var skew = Math.Sqrt(n * (n - 1)) / (n - 2) * m3 / (m2 * Math.Sqrt(m2));
            var kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6);
            return (skew, kurtosis);
        }
    }
}
