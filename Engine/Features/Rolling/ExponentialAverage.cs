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

    /// <summary>Writes the average from <paramref name="first"/> on; may write over the values themselves.</summary>
    /// <remarks>
    /// Four bars at a time: with k = 1 - α and s_i the average that four zeros before would give, y_(t+i) = k^(i+1)·y_(t-1) + s_i. One
    /// step in four then waits for the step before, and a shorter last group is computed in the same way, to the same bits.
    /// </remarks>
    public static void Fill(ReadOnlySpan<double> values, int first, double alpha, Span<double> averages)
    {
        if (first >= values.Length)
            return;
        var keep = 1 - alpha;
        var (keep2, keep3, keep4) = (keep * keep, keep * keep * keep, keep * keep * (keep * keep));
        var average = values[first];
        averages = averages[..values.Length];
        averages[first] = average;
        var t = first + 1;
        for (; t + 4 <= values.Length; t += 4)
        {
            var s0 = alpha * values[t];
            var s1 = Math.FusedMultiplyAdd(keep, s0, alpha * values[t + 1]);
            var s2 = Math.FusedMultiplyAdd(keep, s1, alpha * values[t + 2]);
            var s3 = Math.FusedMultiplyAdd(keep, s2, alpha * values[t + 3]);
            averages[t] = Math.FusedMultiplyAdd(keep, average, s0);
            averages[t + 1] = Math.FusedMultiplyAdd(keep2, average, s1);
            averages[t + 2] = Math.FusedMultiplyAdd(keep3, average, s2);
            averages[t + 3] = average = Math.FusedMultiplyAdd(keep4, average, s3);
        }
        Span<double> powers = [keep, keep2, keep3];
        var sum = 0.0;
        for (var i = 0; t < values.Length; i++, t++)
        {
            sum = i == 0 ? alpha * values[t] : Math.FusedMultiplyAdd(keep, sum, alpha * values[t]);
            averages[t] = Math.FusedMultiplyAdd(powers[i], average, sum);
        }
    }
}
