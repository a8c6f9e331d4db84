using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Quality.Edges;
using Huracan.Engine.Regimes;
using Huracan.Tests.Engine.Backtest;

namespace Huracan.Tests.Engine.Quality.Edges;

public class EdgeMeasureTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Parts_add_up_and_regimes_make_the_whole(int wait)
    {
        var random = new SeededRandom(2);
        var candles = TestMarket.Random(random, 2_000, Timeframe.H1, marks: true);
        var signals = TestMarket.Signals(random, candles.Count);
        var regimes = new RegimeSeries([.. Enumerable.Range(0, candles.Count).Select(bar => (MarketRegime)(1 + bar / 50 % 3))]);
        var backtester = new Backtester(candles, null, new BacktestOptions
        {
            Exit = ExitPolicy.HoldBars(4),
            Latency = 1,
            Entry = wait > 0 ? EntryPolicy.Maker(wait, 10) : EntryPolicy.Taker,
        });
        var result = backtester.Run(candles.All(), signals);

        var edge = new EdgeMeasure(backtester, regimes).Of(result);

        var total = edge.Total;
        Assert.Equal(result.Trades.Count, total.Trades);
        Assert.Equal(result.Trades.Average(trade => trade.NetBps), total.Net.Bps, 1e-9);
        Assert.Equal(
            total.Gross.Bps - total.Fees.Bps - total.Spread.Bps - total.Slippage.Bps - total.Impact.Bps + total.Funding.Bps,
            total.Net.Bps, 1e-9);
        Assert.Equal([MarketRegime.Trend, MarketRegime.Range, MarketRegime.Panic], edge.Regimes.Keys);
        Assert.Equal(total.Trades, edge.Regimes.Values.Sum(figures => figures.Trades));
        foreach (var (regime, figures) in edge.Regimes)
        {
            var own = result.Trades.Where(trade => regimes[trade.SignalBar!.Value] == regime).ToArray();
            Assert.Equal(own.Length, figures.Trades);
            Assert.Equal(own.Average(trade => trade.NetBps), figures.Net.Bps, 1e-9);
        }
        Assert.True(total.Net.StandardError > 0 && total.Days > 50);
        Assert.Equal(wait > 0, edge.FillShare < 1);
        Assert.Equal(wait > 0, total.Capacity is null);
    }

    [Fact]
    public void Without_trades_there_is_no_edge()
    {
        var candles = TestMarket.Random(new SeededRandom(2), 100, Timeframe.H1);
        var backtester = new Backtester(candles, null, new BacktestOptions());

        var edge = new EdgeMeasure(backtester, new RegimeSeries(new MarketRegime[100])).Of(
            backtester.Run(candles.All(), new SignalSeries(new sbyte[100])));

        Assert.Equal((0, 0, double.NaN, null), (edge.Orders, edge.Total.Trades, edge.Total.Net.Bps, edge.Total.Capacity));
        Assert.Empty(edge.Regimes);
        Assert.Equal(double.NaN, edge.FillShare);
    }
}
