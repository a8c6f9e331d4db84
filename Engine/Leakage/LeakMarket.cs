using Huracan.Engine.Market;

namespace Huracan.Engine.Leakage;

/// <summary>The data that a pipeline under test is given.</summary>
/// <param name="Candles">The unit's candles.</param>
/// <param name="Bitcoin">Bitcoin's of the same timeframe, of any span; null where there are none.</param>
/// <param name="Funding">The coin's funding rates; null where none are known.</param>
/// <param name="Canary">
/// A number for each candle: a column of noise that a pipeline may put beside its features, so that it is seen what the fitting pieces take
/// from the future.
/// </param>
public sealed record LeakMarket(CandleSeries Candles, CandleSeries? Bitcoin, FundingSeries? Funding, double[] Canary)
{
    /// <summary>Number of bars.</summary>
    public int Count => Candles.Count;

    /// <summary>A market with a canary of standard normal noise.</summary>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="bitcoin">Bitcoin's; null where there are none.</param>
    /// <param name="funding">Funding rates; null where none are known.</param>
    /// <param name="seed">Seed of the canary.</param>
    public static LeakMarket Of(CandleSeries candles, CandleSeries? bitcoin = null, FundingSeries? funding = null, ulong seed = 1)
    {
        var random = new SeededRandom(seed).Fork("canary");
        return new LeakMarket(candles, bitcoin, funding, [.. Enumerable.Range(0, candles.Count).Select(_ => random.NextGaussian())]);
    }

    /// <summary>What is known at the close of a bar.</summary>
    /// <param name="bar">The last bar kept.</param>
    public LeakMarket UpTo(int bar)
    {
        var candles = Candles.Slice(0, bar + 1);
        var end = candles.EndTime;
        var rates = Funding is null ? 0 : Before(Funding.Times, end + 1);
        return new LeakMarket(
            candles,
            Bitcoin?.Slice(0, Before(Bitcoin.OpenTimes, end)),
            Funding is null ? null : new FundingSeries(Funding.Coin, Funding.Times[..rates].ToArray(), Funding.Rates[..rates].ToArray()),
            Canary[..(bar + 1)]);
    }

    /// <summary>
    /// The same market with everything after a bar replaced: candles of the unit and of Bitcoin, funding rates, the canary.
    /// </summary>
    /// <param name="bar">The last bar left as it is.</param>
    /// <param name="change">What is done.</param>
    /// <param name="random">Makes the factors or the order.</param>
    public LeakMarket WithFuture(int bar, FutureChange change, SeededRandom random)
    {
        var end = Candles.OpenTimes[bar] + Candles.Timeframe.Milliseconds;
        var canary = (double[])Canary.Clone();
        for (var i = bar + 1; i < canary.Length; i++)
            canary[i] = 3 * random.NextGaussian();
        return new LeakMarket(
            Candles.WithFuture(bar + 1, change, random),
            Bitcoin?.WithFuture(Before(Bitcoin.OpenTimes, end), change, random),
            Funding?.WithFuture(Before(Funding.Times, end + 1), change, random),
            canary);
    }

    /// <summary>
    /// The same market with a canary that tells, after a bar, the return of the next bars up to the sign; candles stay as they are. A fit
    /// that looks there finds the best column it has ever seen.
    /// </summary>
    /// <param name="bar">The last bar left as it is.</param>
    /// <param name="horizon">Bars over which the return goes, 1 or more.</param>
    public LeakMarket WithTellingCanary(int bar, int horizon)
    {
        var canary = (double[])Canary.Clone();
        var scale = 0.0;
        for (var i = bar + 1; i < canary.Length; i++)
        {
            canary[i] = Math.Log(Candles.Close[Math.Min(i + horizon, Count - 1)] / Candles.Close[i]);
            scale += canary[i] * canary[i];
        }
        scale = Math.Sqrt(scale / Math.Max(1, Count - bar - 1));
        for (var i = bar + 1; i < canary.Length && scale > 0; i++)
            canary[i] /= scale;
        return this with { Canary = canary };
    }

    private static int Before(ReadOnlySpan<long> times, long time)
    {
        var place = times.BinarySearch(time);
        return place < 0 ? ~place : place;
    }
}
