using System.Diagnostics;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Xunit.Abstractions;

namespace Huracan.Tests.Engine.Backtest;

public class BacktesterSpeedTests(ITestOutputHelper output)
{
#if DEBUG
    private const double LeastBarsPerSecond = 2e5; // unoptimised code beside other work says little
#else
    private const double LeastBarsPerSecond = 5e6;
#endif

    [Fact]
    public void A_million_bars_take_a_fifth_of_a_second_at_most()
    {
        var random = new SeededRandom(1);
        var candles = TestMarket.Random(random, 1_000_000, Timeframe.M15, marks: true, volatility: 0.0005);
        var sides = new sbyte[candles.Count];
        for (var i = 0; i < sides.Length; i++)
            sides[i] = (sbyte)(random.NextInt(100) == 0 ? random.NextInt(3) - 1 : 0);
        var signals = new SignalSeries(sides, stops: [.. sides.Select(_ => 0.01)], targets: [.. sides.Select(_ => 0.02)]);
        var options = new BacktestOptions { Exit = ExitPolicy.HoldBars(16), InitialCapital = 1e6, Costs = CostOptions.Zero };
        var backtester = new Backtester(candles, null, options);
        var best = double.MaxValue;
        var trades = 0;
        for (var run = 0; run < 5; run++)
        {
            var watch = Stopwatch.StartNew();
            trades = backtester.Run(candles.All(), signals).Trades.Count;
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }
        output.WriteLine($"{candles.Count / best / 1e6:F1} million bars/s with {trades} trades");
        Assert.True(candles.Count / best >= LeastBarsPerSecond, $"{candles.Count / best:F0} bars/s with {trades} trades");
    }

    [Fact]
    public void Memory_grows_with_trades_and_not_with_bars()
    {
        var candles = TestMarket.Random(new SeededRandom(2), 400_000, Timeframe.M15);
        var backtester = new Backtester(candles, null, new BacktestOptions { Costs = CostOptions.Zero with { HasFunding = false } });
        var signals = new SignalSeries(new sbyte[candles.Count]);
        backtester.Run(candles.All(), signals);
        var before = GC.GetAllocatedBytesForCurrentThread();
        backtester.Run(candles.All(), signals);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, 2 * sizeof(double) * candles.Count + 10_000); // equity and exposure, nothing else per bar
    }
}
