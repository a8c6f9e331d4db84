using Huracan.Contracts.Trading;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Market.Spreads;

/// <summary>Decides the spread of a coin from what was known before the test part of every unit of the coin.</summary>
/// <param name="options">Where it comes from, and its bounds.</param>
/// <param name="configuredBps">The half-spread of the run's costs, basis points.</param>
public sealed class SpreadChoice(SpreadOptions options, double configuredBps)
{
    private const int LeastQuotes = 100;
    private const int QuoteDays = 30;
    private const long LongestQuoteMs = 60_000;

    /// <summary>
    /// The coin's spread. Quotes of the 30 days before the test part decide, if there are 100; else all before it; else later ones, and say
    /// so; else candles. Of quotes it is the median over time.
    /// </summary>
    /// <param name="series">The coin's usable candles, in one or more timeframes.</param>
    /// <param name="shareBeforeTest">Share of each series that surely lies before its test part, 0 to 1.</param>
    /// <param name="quotes">Quoted spreads from a time to a time; null where the source has none.</param>
    public CoinSpread Decide(
        IReadOnlyList<CandleSeries> series, double shareBeforeTest, Func<long, long, IReadOnlyList<QuotedSpread>>? quotes)
    {
        var usable = series.Where(candles => candles.Count > 0).ToArray();
        if (options.Source == SpreadSource.Configured || usable.Length == 0)
            return new CoinSpread(configuredBps, SpreadOrigin.Configured, 0, null, null);
        var test = usable.Min(candles => candles.OpenTimes[Math.Min((int)(candles.Count * shareBeforeTest), candles.Count - 1)]);
        return FromQuotes(quotes, test, usable.Max(candles => candles.EndTime))
            ?? FromCandles(usable.MinBy(candles => candles.Timeframe)!, test); // finer candles say more; there is one at least
    }

    private CoinSpread? FromQuotes(Func<long, long, IReadOnlyList<QuotedSpread>>? quotes, long test, long end)
    {
        if (quotes is null)
            return null;
        var newest = Math.Max(0, test - (long)TimeSpan.FromDays(QuoteDays).TotalMilliseconds);
        var taken = new[] { (newest, test), (0, test), (test, end) }.Select(span => quotes(span.Item1, span.Item2))
            .FirstOrDefault(found => found.Count >= LeastQuotes);
        if (taken is null)
            return null;
        var half = Median(taken) / 2;
        return new CoinSpread(options.Within(half), SpreadOrigin.Quotes, taken.Count, Utc(taken[0].Time), Utc(taken[^1].Time))
        {
            MeasuredHalfSpreadBps = half,
            IsBeforeTest = taken[^1].Time < test,
        };
    }

    private CoinSpread FromCandles(CandleSeries candles, long test)
    {
        var bars = Math.Max(0, (test - candles.OpenTimes[0]) / candles.Timeframe.Milliseconds);
        var estimate = SpreadEstimate.Of(candles, new BarRange(0, (int)bars));
        if (estimate.Pairs == 0)
            return new CoinSpread(configuredBps, SpreadOrigin.Configured, 0, null, null);
        var half = estimate.Bps / 2;
        return new CoinSpread(
            estimate.IsAboveNoise ? options.Within(half) : configuredBps,
            estimate.IsAboveNoise ? SpreadOrigin.Estimated : SpreadOrigin.Configured,
            estimate.Pairs, Utc(estimate.From), Utc(estimate.To + 2 * candles.Timeframe.Milliseconds))
        {
            MeasuredHalfSpreadBps = half,
        };
    }

    // A quote stands until the next, but counts for a minute at most: a pause of the sampling says nothing of the spread.
    private static double Median(IReadOnlyList<QuotedSpread> quotes)
    {
        var last = quotes.Count - 1;
        var weighted = quotes.Select((quote, i) => (quote.Bps, Stood: Stood(Math.Min(i, last - 1)))).OrderBy(one => one.Bps).ToArray();
        var (sum, all) = (0L, weighted.Sum(one => one.Stood));
        for (var i = 0; i < last; i++)
        {
            sum += weighted[i].Stood;
            if (2 * sum > all)
                return weighted[i].Bps;
            if (2 * sum == all)
                return (weighted[i].Bps + weighted[i + 1].Bps) / 2;
        }
        return weighted[last].Bps;

        long Stood(int i) => Math.Clamp(quotes[i + 1].Time - quotes[i].Time, 1, LongestQuoteMs);
    }

    private static DateTimeOffset Utc(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
