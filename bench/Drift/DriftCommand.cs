using System.CommandLine;
using Huracan.Bench.Measuring;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;

namespace Huracan.Bench.Drift;

/// <summary><c>bench drift</c>: how soon planted drift is found, and how often the guard cries where there is none.</summary>
internal static class DriftCommand
{
    private const int Trained = 10_000;
    private const int Within = 200;
    private const int Watched = 600;
    private const int AskedOf = 10;
    private const int Asked = 8;
    private static readonly int[] Starts = [1_000, 3_000, 5_000];
    private static readonly string[] Columns = [.. Watch.Rules, "any"];

    public static Command Create()
    {
        var coins = new Option<int>("--coins")
        {
            Description = "Simulated coins that are watched without drift; the first ten get drift as well.",
            DefaultValueFactory = _ => 55,
        };
        var years = new Option<double>("--years") { Description = "Years each is watched, 1 or more.", DefaultValueFactory = _ => 4 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the market.", DefaultValueFactory = _ => 1 };
        var source = new Option<string>("--source")
        {
            Description = "Folder of candles; left out where it is not there.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Repository.SharedCandles,
        };
        var real = new Option<string>("--real-coins")
        {
            Description = "Its coins, separated by commas.",
            HelpName = "LIST",
            DefaultValueFactory = _ => "BTCUSDT,ETHUSDT,BNBUSDT,SOLUSDT,ALGOUSDT,ARBUSDT,ATOMUSDT,FETUSDT",
        };
        var command = new Command("drift", "Bars until planted drift is found, and false alarms a coin-year.")
        {
            coins, years, seed, source, real,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            Simulated(
                parse.GetValue(coins), (int)(Timeframe.H1.BarsPerYear * parse.GetValue(years)), parse.GetValue(seed), cancellationToken);
            var folder = parse.GetValue(source)!; // it has a default
            if (Directory.Exists(folder))
                Real(CandleSources.Open(folder, new FolderCandleOptions()), parse.GetValue(real)!.Split(','), cancellationToken);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Simulated(int coins, int bars, ulong seed, CancellationToken cancellationToken)
    {
        var market = new SimulatedMarket(new SimulatorOptions
        {
            Coins = coins,
            IncludeBitcoin = false,
            MarketShare = 0,
            Timeframe = Timeframe.H1,
            Bars = Trained + bars,
            Seed = seed,
            Signal = new PlantedSignal { Probability = 0.1, NetSharpe = 12 },
        });
        var random = new SeededRandom(seed).Fork("rows");
        var far = new Dictionary<string, List<double[]>>();
        var quiet = new List<Watch>();
        var found = PlantedDrift.All.ToDictionary(drift => drift.Name, _ => new List<Watch>());
        var withWorth = 0;
        foreach (var (coin, number) in market.Coins.Select((coin, i) => (coin, i)))
        {
            var path = market.Simulate(coin, cancellationToken);
            var candles = Candles(market, coin, cancellationToken);
            using var watched = MonitoredCoin.Train(market, coin, candles.OpenTimes[Trained], cancellationToken);
            quiet.Add(watched.Follow(candles, Trained + MonitoredCoin.Before, candles.Count, (_, _) => { }));
            if (number >= AskedOf)
                continue;
            withWorth += watched.Reference.Direction is null ? 0 : 1;
            var (training, later) = (watched.Rows(candles, 1_000, 7_000).Rows, watched.Rows(candles, Trained, Trained + 2_000).Rows);
            foreach (var distance in FarRows.Of(watched.Reference, training))
            {
                if (!far.TryGetValue(distance.Name, out var shares))
                    far.Add(distance.Name, shares = []);
                shares.Add(distance.Shares(later, random.Fork(coin)));
            }
            foreach (var drift in PlantedDrift.All)
            {
                var feature = random.Fork($"{coin} {drift.Name}").NextInt(watched.Reference.Features.Count);
                foreach (var at in Starts.Select(start => Trained + start))
                {
                    var changed = drift.Apply(candles, path, at).Slice(0, at + Watched);
                    found[drift.Name].Add(watched.Follow(
                        changed, at, at + Watched, (bar, row) => row[feature] *= bar >= at ? drift.FeatureFactor : 1));
                }
            }
        }
        Console.WriteLine($"{market.Description}: {coins} coins, xgboost on {Trained} bars of 1h, then watched; {withWorth} of the first "
            + $"{Math.Min(coins, AskedOf)} have forecasts whose direction is worth something on validation");
        Tables.Print(FarRows.Headings, far.Select(pair => (string[])
        [
            pair.Key,
            .. Enumerable.Range(0, 3).Select(kind => Tables.Number(100 * pair.Value.Average(shares => shares[kind]), "0.0") + " %"),
        ]));
        Tables.Print(
            ["drift", $"coins within {Within}", "all starts", "median bars", "alarm within", .. Columns],
            PlantedDrift.All.Select(drift => Row(drift, found[drift.Name])));
        ShowTimes(quiet);
    }

    private static string[] Row(PlantedDrift drift, List<Watch> watches)
    {
        var delays = watches.ConvertAll(watch => watch.Delay(Watch.Rules, DriftLevel.Warn));
        var alarms = watches.Count(watch => watch.Delay(Watch.Rules, DriftLevel.Alarm) <= Within);
        // Of each coin the first start.
        var coins = delays.Where((_, i) => i % Starts.Length == 0).ToArray();
        var met = coins.Count(delay => delay <= Within);
        var median = delays.Select(delay => delay ?? int.MaxValue).Order().ElementAt(delays.Count / 2);
        return
        [
            drift.Name, $"{met} of {coins.Length}{(met * AskedOf >= Asked * coins.Length ? "" : " MISSED")}",
            $"{delays.Count(delay => delay <= Within)} of {delays.Count}", median <= Watched ? $"{median}" : "never",
            $"{alarms} of {delays.Count}",
            .. Columns.Select(column => $"{watches.Count(watch => watch.Delay(RulesOf(column), DriftLevel.Warn) <= Within)}"),
        ];
    }

    private static void Real(ICandleSource source, string[] coins, CancellationToken cancellationToken)
    {
        var watches = new List<Watch>();
        foreach (var coin in coins)
        {
            var candles = Candles(source, coin, cancellationToken);
            var half = candles.Count / 2;
            using var watched = MonitoredCoin.Train(source, coin, candles.OpenTimes[half], cancellationToken);
            var watch = watched.Follow(candles, half + MonitoredCoin.Before, candles.Count, (_, _) => { });
            Console.WriteLine($"{coin}: trained before {DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[half]):yyyy-MM-dd}, "
                + $"{watch.Bars} bars watched, first unusual after {watch.Delay(Watch.Rules, DriftLevel.Warn)?.ToString() ?? "never"}");
            watches.Add(watch);
        }
        Console.WriteLine($"{source.Description}:");
        ShowTimes(watches);
    }

    private static void ShowTimes(List<Watch> watches)
    {
        var years = watches.Sum(watch => watch.Bars) / Timeframe.H1.BarsPerYear;
        Console.WriteLine($"{Tables.Number(years, "0.0")} coin-years without a planted drift");
        Tables.Print(["a coin-year", .. Columns], new[] { DriftLevel.Warn, DriftLevel.Alarm }.SelectMany(level => (string[][])
        [
            [
                level == DriftLevel.Warn ? "warned or worse" : "alarms",
                .. Columns.Select(column => Tables.Number(watches.Sum(watch => watch.Times(RulesOf(column), level)) / years, "0.000")),
            ],
            [
                "  share of bars",
                .. Columns.Select(column => Tables.Number(
                    100.0 * watches.Sum(watch => watch.Count(RulesOf(column), level)) / watches.Sum(watch => watch.Bars), "0.00") + " %"),
            ],
        ]));
    }

    private static string[] RulesOf(string column) => column == "any" ? Watch.Rules : [column];

    private static CandleSeries Candles(ICandleSource source, string coin, CancellationToken cancellationToken) =>
        new SeriesPicker(source, new()).Pick(coin, Timeframe.H1, cancellationToken).Series
            ?? throw new InputRefusedException($"{source.Description} has no candles of {coin} that can be used.");
}
