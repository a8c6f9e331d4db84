using Huracan.Engine.Splits;

namespace Huracan.Engine.Market.Spreads;

/// <summary>The spread of a span of candles by Abdi and Ranaldo (F18), pooled by days.</summary>
/// <param name="Bps">The relative spread, basis points; 0 where the estimate of its square is negative, NaN without pairs.</param>
/// <param name="IsAboveNoise">Whether its square is two standard errors above 0. If not, candles do not say what it is.</param>
/// <param name="Pairs">Pairs of candles it rests on.</param>
/// <param name="From">Open time of the first pair, milliseconds since the Unix epoch; 0 without.</param>
/// <param name="To">Open time of the last pair; 0 without.</param>
public readonly record struct SpreadEstimate(double Bps, bool IsAboveNoise, int Pairs, long From, long To)
{
    private const long MillisecondsOfDay = 86_400_000;
    private const double ErrorOfMedian = 1.2533; // √(π/2) of that of the mean, for a normal
    private const double DeviationOfMad = 1.4826; // standard deviation over median absolute deviation, of a normal

    /// <summary>
    /// The median over days of each day's mean squared spread, negative days as they are, and only of that the root: a wild day does not
    /// count more than another, and noise on both sides of 0 cancels.
    /// </summary>
    /// <param name="candles">The candles.</param>
    /// <param name="range">Bars looked at.</param>
    public static SpreadEstimate Of(CandleSeries candles, BarRange range)
    {
        var pairs = AbdiRanaldo.SquaredPairs(candles, range);
        if (pairs.Count == 0)
            return new SpreadEstimate(double.NaN, false, 0, 0, 0);
        double[] days = [.. pairs.GroupBy(pair => pair.Time / MillisecondsOfDay).Select(day => day.Average(pair => pair.Value))];
        var square = Median(days);
        var deviation = DeviationOfMad * Median(Array.ConvertAll(days, day => Math.Abs(day - square)));
        var error = ErrorOfMedian * deviation / Math.Sqrt(days.Length);
        return new SpreadEstimate(
            1e4 * Math.Sqrt(Math.Max(0, square)), days.Length > 1 && square > 2 * error, pairs.Count, pairs[0].Time, pairs[^1].Time);
    }

    /// <summary>The middle of some values, of an even number the mean of the two.</summary>
    internal static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
