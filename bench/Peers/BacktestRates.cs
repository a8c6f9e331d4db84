using Huracan.Bench.Measuring;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Splits;

namespace Huracan.Bench.Peers;

/// <summary>Bars a second of the backtest, by costs and by how often it trades.</summary>
internal static class BacktestRates
{
    private const int Hold = 4;

    public static List<Comparison> Run(int bars, int rounds)
    {
        var candles = Market.Candles(bars);
        var everything = new BarRange(0, bars);
        (string Name, CostOptions Costs)[] costs = [
            ("zero cost", CostOptions.Zero with { HasFunding = false }), ("all costs", new CostOptions()),
        ];
        (string Name, double Share)[] densities = [("1 trade in 1,000 bars", 0.001), ("1 in 100", 0.01), ("1 in 10", 0.1)];
        List<Comparison> rates = [];
        foreach (var (density, share) in densities)
        {
            var signals = Signals(bars, share);
            foreach (var (name, cost) in costs)
            {
                var backtester = new Backtester(
                    candles, null, new BacktestOptions { Exit = ExitPolicy.HoldBars(Hold), Costs = cost, Leverage = 0.01 });
                var laps = new Laps();
                var trades = backtester.Run(everything, signals).Trades.Count; // warms up
                for (var round = 0; round < 3 * rounds; round++)
                    laps.Time(() => backtester.Run(everything, signals));
                rates.Add(
                    new Comparison($"backtest, {name}, {density}", "bars", bars, laps) { Target = 5e6, Figures = { ["trades"] = trades } });
            }
        }
        return rates;
    }

    private static SignalSeries Signals(int bars, double share)
    {
        var random = new SeededRandom(3);
        var sides = new sbyte[bars];
        for (var bar = 0; bar < bars; bar++)
        {
            if (random.NextDouble() < share / (1 - Hold * share))
                sides[bar] = (sbyte)(random.NextDouble() < 0.5 ? -1 : 1);
        }
        return new SignalSeries(sides);
    }
}
