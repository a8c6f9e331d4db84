using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.Evidence;

namespace Huracan.Engine.Quality.Edges;

/// <summary>What is left of trades after costs, in all and by regime.</summary>
/// <param name="backtester">The backtest that made them.</param>
/// <param name="regimes">Regimes of its candles.</param>
public sealed class EdgeMeasure(Backtester backtester, RegimeSeries regimes)
{
    private const double MinutesOfDay = 1440;

    /// <summary>The edge of a backtest's trades.</summary>
    public EntryEdge Of(BacktestResult result)
    {
        var trades = result.Trades
            .Select(trade => (Trade: trade, At: RegimeTrade.Of(trade, regimes, backtester.Options.Latency)))
            .ToArray();
        return new EntryEdge(
            result.Trades.Count + result.MissedEntries,
            Figures(trades),
            trades.GroupBy(trade => trade.At.Regime).OrderBy(group => group.Key)
                .ToDictionary(group => group.Key, group => Figures([.. group])));
    }

    private EdgeFigures Figures((Trade Trade, RegimeTrade At)[] trades)
    {
        var net = Mean(trade => trade.NetPnl);
        var impact = Mean(trade => trade.Impact);
        return new EdgeFigures(
            net.Trades, net.Days, Part(Mean(trade => trade.GrossPnl)), Part(Mean(trade => trade.Fees)), Part(Mean(trade => trade.Spread)),
            Part(Mean(trade => trade.Slippage)), Part(impact), Part(Mean(trade => trade.Funding)), Part(net))
        {
            // A resting order of such a size would wait for as much to be traded against it: no impact is no capacity.
            Capacity = backtester.Options.Entry.IsMaker || trades.Length == 0 ? null : CapacityOf(net.Bps + impact.Bps, trades),
        };

        ClusteredMean Mean(Func<Trade, double> amount) => RegimeEvidence.Empty
            .Add(trades.Select(trade =>
                trade.At with { NetBps = 1e4 * amount(trade.Trade) / (trade.Trade.Quantity * trade.Trade.EntryPrice) }))
            .Pooled();
    }

    private TradeCapacity CapacityOf(double edgeBps, (Trade Trade, RegimeTrade At)[] trades)
    {
        var perDay = MinutesOfDay / backtester.Candles.Timeframe.Minutes;
        return Capacity.Of(
            edgeBps, backtester.Options.Costs.ImpactY,
            trades.Average(trade => PerRoot(trade.Trade.EntryBar)),
            trades.Average(trade => backtester.DailyQuoteVolume(trade.Trade.EntryBar)) / perDay);
    }

    // As in the backtest, a day without any volume counts as one the order itself makes up: nothing can be carried there.
    private double PerRoot(int bar) => backtester.DailyQuoteVolume(bar) is > 0 and var volume
        ? backtester.DailyVolatility(bar) / Math.Sqrt(volume)
        : double.PositiveInfinity;

    private static EdgePart Part(ClusteredMean mean) => new(mean.Bps, mean.StandardError);
}
