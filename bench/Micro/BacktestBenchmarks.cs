using BenchmarkDotNet.Attributes;
using Huracan.Bench.Peers;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Splits;

namespace Huracan.Bench.Micro;

/// <summary>A backtest over 100,000 bars with all costs.</summary>
[MemoryDiagnoser]
public class BacktestBenchmarks
{
    private readonly CandleSeries candles = Market.Candles(100_000);
    private readonly BacktestOptions options = new() { Exit = ExitPolicy.HoldBars(4), Leverage = 0.01 };
    private Backtester backtester = null!; // set up before anything is measured
    private SignalSeries signals = null!; // set up likewise

    [Params(10, 1000)]
    public int BarsPerTrade { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        backtester = new Backtester(candles, null, options);
        var sides = new sbyte[candles.Count];
        for (var bar = 0; bar < sides.Length; bar += BarsPerTrade)
            sides[bar] = (sbyte)(bar / BarsPerTrade % 2 == 0 ? 1 : -1);
        signals = new SignalSeries(sides);
    }

    [Benchmark]
    public Backtester Prepare() => new(candles, null, options);

    [Benchmark]
    public BacktestResult Run() => backtester.Run(new BarRange(0, candles.Count), signals);
}
