using System.CommandLine;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;

namespace Huracan.Bench.Drift;

/// <summary><c>bench drift</c>: how soon planted drift is found, and how often an alarm is false.</summary>
internal static class DriftCommand
{
    private const int Trained = 10_000;
    private static readonly string[] Rules =
        ["psi 50", "psi 100", "psi 200", "shift 50", "shift 100", "shift 200", "ood 50", "ood 100", "ood 200", "rows", DriftFinding.ScoreDecay];

    public static Command Create()
    {
        var coins = new Option<int>("--coins") { DefaultValueFactory = _ => 10 };
        var years = new Option<double>("--years") { DefaultValueFactory = _ => 4 };
        var command = new Command("drift", "explore") { coins, years };
        command.SetAction((parse, cancellationToken) =>
        {
            Run(parse.GetValue(coins), (int)(8766 * parse.GetValue(years)), cancellationToken);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Run(int coins, int bars, CancellationToken cancellationToken)
    {
        var market = new SimulatedMarket(new SimulatorOptions
        {
            Coins = coins,
            IncludeBitcoin = false,
            MarketShare = 0,
            Timeframe = Timeframe.H1,
            Bars = Trained + bars,
            Seed = 77,
            Signal = new PlantedSignal { Probability = 0.1, NetSharpe = 12 },
        });
        double[] levels = [3, 3.5, 4, 4.5, 5, 6];
        var counts = new Dictionary<(string, double), int>();
        var delays = new Dictionary<(string, string, double), List<int>>();
        foreach (var coin in market.Coins)
        {
            var path = market.Simulate(coin, cancellationToken);
            var candles = new SeriesPicker(market, new()).Pick(coin, Timeframe.H1, cancellationToken).Series!;
            var from = Trained + 200;
            using var watched = MonitoredCoin.Train(market, coin, candles.OpenTimes[Trained], cancellationToken);
            var r = watched.Reference;
            Console.WriteLine($"{coin} direction {r.Direction}, distance median {r.Distance!.Median:0.00} unusual {r.Distance.Unusual:0.00} far {r.Distance.Farthest:0.00} tail {r.Distance.TailIndex:0.000}");
            var quiet = watched.Follow(candles, from, candles.Count, (_, _) => { });
            foreach (var rule in Rules)
            {
                foreach (var level in levels)
                {
                    counts[(rule, level)] = counts.GetValueOrDefault((rule, level))
                        + Watch.Begins(quiet.Above(rule, level, Math.Exp(level * 2.3), Math.Exp(level * 2.3)), 100);
                }
            }
            foreach (var drift in PlantedDrift.All)
            {
                var at = Trained + 1000;
                var changed = drift.Apply(candles, path, at).Slice(0, at + 600);
                var watch = watched.Follow(
                    changed, at, at + 600, (bar, row) => row[7] *= bar >= at ? drift.FeatureFactor : 1);
                foreach (var rule in Rules)
                {
                    foreach (var level in levels)
                    {
                        var first = Array.IndexOf(watch.Above(rule, level, Math.Exp(level * 2.3), Math.Exp(level * 2.3)), true);
                        if (!delays.TryGetValue((drift.Name, rule, level), out var list))
                            delays[(drift.Name, rule, level)] = list = [];
                        list.Add(first < 0 ? 9999 : first + 1);
                    }
                }
            }
        }
        var total = coins * (bars - 200) / 8766.0;
        Tables.Print(["rule a coin-year", .. levels.Select(l => $"{l}")],
            Rules.Select(rule => (string[])[rule, .. levels.Select(l => (counts[(rule, l)] / total).ToString("0.000", CultureInfo.InvariantCulture))]));
        foreach (var drift in PlantedDrift.All)
            Tables.Print([drift.Name, .. levels.Select(l => $"{l}")],
                Rules.Select(rule => (string[])[rule, .. levels.Select(l => {
                    var d = delays[(drift.Name, rule, l)].Order().ToArray();
                    return $"{d.Count(x => x <= 200)}/{d.Length} med {d[d.Length / 2]}";
                })]));
    }
}
