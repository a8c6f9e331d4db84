using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary>What a trade brought, and in which regime it was decided on.</summary>
/// <param name="Regime">Regime at the close of the bar that gave the signal.</param>
/// <param name="Day">Day of the entry, UTC, counted since the Unix epoch: trades of one day are taken as one cluster.</param>
/// <param name="NetBps">Net result over the entry notional, basis points.</param>
public readonly record struct RegimeTrade(MarketRegime Regime, int Day, double NetBps)
{
    private const long MillisecondsOfDay = 86_400_000;

    /// <summary>Of a backtest's trade.</summary>
    /// <param name="trade">The trade.</param>
    /// <param name="regimes">Regimes of the candles it was made on.</param>
    /// <param name="latency">Bars of delay between signal and entry beyond the next open; 0 or more.</param>
    public static RegimeTrade Of(Trade trade, RegimeSeries regimes, int latency = 0)
    {
        var signal = trade.SignalBar ?? trade.EntryBar - 1 - latency;
        return new RegimeTrade(signal < 0 ? MarketRegime.Unknown : regimes[signal], DayOf(trade.EntryTime), trade.NetBps);
    }

    /// <summary>One for each bar whose return is not 0; a bar's regime is that at the close before it.</summary>
    /// <param name="regimes">Regimes of the bars.</param>
    /// <param name="openTimes">Open times of the bars, ms UTC.</param>
    /// <param name="returns">Net simple return of each bar; 0 where no position was open.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static IEnumerable<RegimeTrade> OfReturns(RegimeSeries regimes, long[] openTimes, double[] returns)
    {
        if (openTimes.Length != regimes.Count || returns.Length != regimes.Count)
            throw new ArgumentException(
                $"There are {regimes.Count} regimes, {openTimes.Length} times and {returns.Length} returns; they must be as many.");
        for (var bar = 1; bar < returns.Length; bar++)
        {
            if (returns[bar] != 0)
                yield return new RegimeTrade(regimes[bar - 1], DayOf(openTimes[bar]), 1e4 * returns[bar]);
        }
    }

    private static int DayOf(long time) => (int)(time / MillisecondsOfDay);
}
