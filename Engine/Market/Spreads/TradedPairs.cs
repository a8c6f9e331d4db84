using Huracan.Engine.Splits;

namespace Huracan.Engine.Market.Spreads;

/// <summary>
/// Two candles in a row of which both say where trades were made: neither is marked and both have volume. What stands in for a missing
/// candle, or repeats the last price, has no range, and would pass for a market without a spread.
/// </summary>
internal static class TradedPairs
{
    /// <summary>The first candle of each pair within a range, ascending.</summary>
    public static IEnumerable<int> Of(CandleSeries candles, BarRange range)
    {
        for (var bar = range.Start; bar + 1 < range.End; bar++)
        {
            if (IsTraded(candles, bar) && IsTraded(candles, bar + 1))
                yield return bar;
        }
    }

    private static bool IsTraded(CandleSeries candles, int bar) => !candles.Marked[bar] && candles.Volume[bar] > 0;
}
