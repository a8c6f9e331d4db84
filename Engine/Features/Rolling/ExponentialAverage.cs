namespace Huracan.Engine.Features.Rolling;

/// <summary>
/// Exponential average y_t = (1 - α)·y_(t-1) + α·x_t that starts at the first value (pandas' <c>ewm(adjust=False)</c>). Where the history
/// starts therefore shows in every value, by (1 - α) per bar: after <see cref="WarmUp"/> bars by less than 0.3 %.
/// </summary>
internal static class ExponentialAverage
{
    /// <summary>α of an average of <paramref name="span"/> bars: 2 / (span + 1).</summary>
    public static double AlphaOfSpan(int span) => 2.0 / (span + 1);

    /// <summary>Bars after the first value until an average of this span is usable: three spans.</summary>
    public static int WarmUp(int span) => 3 * span;

    /// <summary>The same for Wilder's average of n bars, α = 1/n, whose span is 2n - 1.</summary>
    public static int WilderWarmUp(int period) => WarmUp(2 * period - 1);

    /// <summary>Writes the average from <paramref name="first"/> on.</summary>
    public static void Fill(ReadOnlySpan<double> values, int first, double alpha, Span<double> averages)
    {
        if (first >= values.Length)
            return;
        var keep = 1 - alpha;
        var average = values[first];
        averages = averages[..values.Length];
        averages[first] = average;
        for (var t = first + 1; t < values.Length; t++)
            averages[t] = average = Math.FusedMultiplyAdd(keep, average, alpha * values[t]);
    }
}
