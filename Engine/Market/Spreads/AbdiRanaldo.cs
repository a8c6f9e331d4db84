using Huracan.Engine.Splits;

namespace Huracan.Engine.Market.Spreads;

/// <summary>
/// F18: the squared relative spread is 4·E[(c − η)(c − η′)], c the log close of a candle, η the middle of its log high and low, η′ that of
/// the next candle. The close is a trade at the bid or at the ask; the middle of the extremes is a proxy of the fair price that the bounce
/// cancels out of.
/// </summary>
/// <remarks>
/// Source: Abdi and Ranaldo, "A Simple Estimation of Bid-Ask Spreads from Daily Close, High, and Low Prices", Review of Financial Studies
/// 30(12), 2017. The range of a pair is far greater than a narrow spread, so most pairs are noise, half of them negative.
/// </remarks>
public static class AbdiRanaldo
{
    /// <summary>4(c − η)(c − η′) of every two traded candles in a row: squares of a fraction of the price, negative ones too.</summary>
    /// <param name="candles">The candles.</param>
    /// <param name="range">Bars looked at.</param>
    public static IReadOnlyList<PairEstimate> SquaredPairs(CandleSeries candles, BarRange range) =>
        [.. TradedPairs.Of(candles, range).Select(bar => new PairEstimate(candles.OpenTimes[bar], SquaredPair(candles, bar)))];

    /// <summary>
    /// The paper's estimate over a span ("monthly corrected"): the root of the mean of all pairs, 0 where the mean is negative. A fraction
    /// of the price; NaN without pairs.
    /// </summary>
    public static double OfSpan(IReadOnlyList<PairEstimate> squaredPairs) => squaredPairs.Count == 0
        ? double.NaN
        : Math.Sqrt(Math.Max(0, squaredPairs.Average(pair => pair.Value)));

    /// <summary>
    /// The paper's mean of pairs ("two-day corrected"): each negative pair counts as 0 and the roots are averaged. Biased upwards where the
    /// range is wide beside the spread. A fraction of the price; NaN without pairs.
    /// </summary>
    public static double OfPairs(IReadOnlyList<PairEstimate> squaredPairs) => squaredPairs.Count == 0
        ? double.NaN
        : squaredPairs.Average(pair => Math.Sqrt(Math.Max(0, pair.Value)));

    private static double SquaredPair(CandleSeries candles, int bar)
    {
        var close = Math.Log(candles.Close[bar]);
        return 4 * (close - Middle(candles, bar)) * (close - Middle(candles, bar + 1));
    }

    private static double Middle(CandleSeries candles, int bar) => (Math.Log(candles.High[bar]) + Math.Log(candles.Low[bar])) / 2;
}
