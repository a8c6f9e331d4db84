using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Quality.Edges;
using Huracan.Engine.Regimes;

namespace Huracan.Tests.Engine.Quality.Edges;

public class CapacityTests
{
    [Fact]
    public void The_example_of_the_formula()
    {
        // V_D 100 million, σ_D 3 %, an edge of 10 bp, Y 1: Q_max ≈ 62.5 thousand, Q* ≈ 27.8 thousand.
        var capacity = Capacity.Of(10, 1, 0.03 / Math.Sqrt(1e8), barVolume: 1e8 / 24);

        Assert.Equal(62_500, capacity.BreakEven, 1e-6);
        Assert.Equal(62_500 * 4 / 9.0, capacity.Best, 1e-6);
        Assert.Equal(0.05e8 / 24, capacity.Participation, 1e-6);
        Assert.Equal(capacity.Best, capacity.Notional);
    }

    [Fact]
    public void Participation_limits_and_no_edge_carries_nothing()
    {
        Assert.Equal(500, Capacity.Of(10, 1, 0.03 / Math.Sqrt(1e8), barVolume: 10_000).Notional);
        Assert.Equal(500, Capacity.Of(10, 0, 0.03, barVolume: 10_000).Notional); // a run without impact
        Assert.Equal(0, Capacity.Of(10, 1, double.PositiveInfinity, barVolume: 0).Notional); // nothing is traded there
        Assert.Equal((0.0, 0.0), (Capacity.Of(-1, 1, 0.03, 10_000).Best, Capacity.Of(double.NaN, 1, 0.03, 10_000).Notional));
    }

    [Fact]
    public void A_sweep_of_sizes_through_the_backtest_earns_most_where_the_formula_says()
    {
        // Long for a bar after one that rose, where returns carry over. Neither volatility nor volume changes.
        var candles = Momentum(12_000);
        var signals = (double notional) => new SignalSeries(
            [.. Enumerable.Range(0, candles.Count).Select(bar => (sbyte)(bar % 2 == 0 && candles.Close[bar] > candles.Open[bar] ? 1 : 0))],
            [.. candles.Close.ToArray().Select(price => notional / price)]);
        var options = new BacktestOptions { Exit = ExitPolicy.HoldBars(1), Costs = new() { HasFunding = false }, InitialCapital = 1e9 };
        var backtester = new Backtester(candles, null, options);
        var range = new Huracan.Engine.Splits.BarRange(2_000, candles.Count);
        double Profit(double notional) => backtester.Run(range, signals(notional)) is var result ? result.FinalEquity - 1e9 : 0;

        var small = backtester.Run(range, signals(1));
        var capacity = new EdgeMeasure(backtester, new RegimeSeries(new Huracan.Contracts.Trading.MarketRegime[candles.Count])).Of(small)
            .Total.Capacity!;

        var best = Enumerable.Range(-40, 81).Select(step => capacity.Best * Math.Pow(1.01, step)).MaxBy(Profit);
        Assert.InRange(best / capacity.Best, 0.97, 1.03);
        Assert.True(Profit(0.95 * capacity.BreakEven) > 0);
        Assert.True(Profit(1.05 * capacity.BreakEven) < 0);
    }

    private static CandleSeries Momentum(int count)
    {
        var random = new SeededRandom(11);
        var (open, close) = (new double[count], new double[count]);
        var (price, before) = (100.0, 0.0);
        for (var bar = 0; bar < count; bar++)
        {
            open[bar] = price;
            // Every other return goes on with a third of the one before.
            var move = 0.01 * random.NextGaussian() + (bar % 2 == 1 ? 0.33 * before : 0);
            price *= Math.Exp(move);
            close[bar] = price;
            before = move;
        }
        double[] Extreme(Func<double, double, double> of) => [.. open.Zip(close, of)];
        return new CandleSeries(
            "TESTUSDT", Timeframe.H1, [.. Enumerable.Range(0, count).Select(bar => 1_704_067_200_000 + bar * 3_600_000L)], open,
            Extreme(Math.Max), Extreme(Math.Min), close, [.. close.Select(value => 1e6 / value)]);
    }
}
