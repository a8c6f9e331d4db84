using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Backtest;

namespace Huracan.Tests.Engine.Backtest;

/// <summary>What can be held without a clock; the speed itself is measured in bench.</summary>
public class BacktesterMemoryTests
{
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
