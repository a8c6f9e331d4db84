using Huracan.Engine.Splits;

namespace Huracan.Engine.Market.Spreads;

/// <summary>
/// F19: the range of two candles together holds twice the variance of one and the spread once, the sum of their ranges holds the spread
/// twice. With β the sum of the squared log ranges of the two, γ that of both together, α = (√(2β) − √β)/(3 − 2√2) − √(γ/(3 − 2√2)), the
/// relative spread is 2(e^α − 1)/(1 + e^α).
/// </summary>
/// <remarks>
/// Source: Corwin and Schultz, "A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low Prices", Journal of Finance 67(2), 2012.
/// As there, a second candle that lies wholly beyond the close of the first is moved to it: a jump between the two is no range.
/// </remarks>
public static class CorwinSchultz
{
    private static readonly double Denominator = 3 - 2 * Math.Sqrt(2);

    /// <summary>The relative spread by every two traded candles in a row, a fraction of the price, negative ones too.</summary>
    /// <param name="candles">The candles.</param>
    /// <param name="range">Bars looked at.</param>
    public static IReadOnlyList<PairEstimate> Pairs(CandleSeries candles, BarRange range) =>
        [.. TradedPairs.Of(candles, range).Select(bar => new PairEstimate(candles.OpenTimes[bar], Pair(candles, bar)))];

    /// <summary>
    /// The paper's estimate: each negative pair counts as 0. Biased upwards where the range is wide beside the spread. A fraction; NaN
    /// without pairs.
    /// </summary>
    public static double OfPairs(IReadOnlyList<PairEstimate> pairs) =>
        pairs.Count == 0 ? double.NaN : pairs.Average(pair => Math.Max(0, pair.Value));

    /// <summary>The paper's other one: the mean of all pairs, 0 where it is negative. A fraction; NaN without pairs.</summary>
    public static double OfSpan(IReadOnlyList<PairEstimate> pairs) =>
        pairs.Count == 0 ? double.NaN : Math.Max(0, pairs.Average(pair => pair.Value));

    private static double Pair(CandleSeries candles, int bar)
    {
        var (high, low) = (Math.Log(candles.High[bar]), Math.Log(candles.Low[bar]));
        var (nextHigh, nextLow) = (Math.Log(candles.High[bar + 1]), Math.Log(candles.Low[bar + 1]));
        var close = Math.Log(candles.Close[bar]);
        var jump = nextLow > close ? nextLow - close : nextHigh < close ? nextHigh - close : 0;
        (nextHigh, nextLow) = (nextHigh - jump, nextLow - jump);
        var beta = (high - low) * (high - low) + (nextHigh - nextLow) * (nextHigh - nextLow);
        var both = Math.Max(high, nextHigh) - Math.Min(low, nextLow);
        var alpha = (Math.Sqrt(2 * beta) - Math.Sqrt(beta)) / Denominator - both / Math.Sqrt(Denominator);
        return 2 * Math.Tanh(alpha / 2); // 2(e^α − 1)/(1 + e^α)
    }
}
