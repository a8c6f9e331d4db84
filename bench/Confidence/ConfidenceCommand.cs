using System.CommandLine;
using Huracan.Bench.Measuring;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;

namespace Huracan.Bench.Confidence;

/// <summary><c>bench confidence</c>: whether intervals cover and confidence is right, on markets that break and on real ones.</summary>
internal static class ConfidenceCommand
{
    private const int Coins = 8;

    public static Command Create()
    {
        var markets = new Option<int>("--markets")
        {
            Description = "Simulated markets that the intervals are judged on.",
            DefaultValueFactory = _ => 60,
        };
        var source = new Option<string>("--source")
        {
            Description = "Folder of candles; left out where it is not there.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Repository.SharedCandles,
        };
        var coins = new Option<string>("--coins")
        {
            Description = "Its coins, separated by commas.",
            HelpName = "LIST",
            DefaultValueFactory = _ => "BTCUSDT,ETHUSDT,BNBUSDT,SOLUSDT,ALGOUSDT,ARBUSDT,ATOMUSDT,FETUSDT",
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the simulated coins.", DefaultValueFactory = _ => 41 };
        var command = new Command(
            "confidence", "Coverage of 90 % intervals before and after a break of the volatility; calibration error of the confidence.")
        {
            markets, source, coins, seed,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            Tables.Print(IntervalRow.Headings, IntervalRow.Study(parse.GetValue(markets)).Select(row => row.Cells));
            Show(Simulated(parse.GetValue(seed)), [], cancellationToken);
            var folder = parse.GetValue(source)!; // it has a default
            if (Directory.Exists(folder))
                Show(CandleSources.Open(folder, new FolderCandleOptions()), parse.GetValue(coins)!.Split(','), cancellationToken);
            return Task.FromResult(0);
        });
        return command;
    }

    private static SimulatedMarket Simulated(ulong seed) => new(new SimulatorOptions
    {
        Coins = Coins,
        IncludeBitcoin = false,
        MarketShare = 0,
        Timeframe = Timeframe.H1,
        Bars = 16_000,
        Seed = seed,
        Signal = new PlantedSignal { Probability = 0.05, NetSharpe = 6 },
    });

    private static void Show(ICandleSource source, string[] coins, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{source.Description}: xgboost, 1h, four bars ahead");
        var units = TrainedUnits.Of(source, coins.Length > 0 ? coins : source.Coins, cancellationToken);
        var sharpened = units.ConvertAll(unit => unit.Sharpened(2.5));
        Tables.Print(
            ErrorRow.Headings,
            ErrorRow.Of("as trained", units).Concat(ErrorRow.Of("made too sure", sharpened)).Select(row => row.Cells));
        Tables.Print(PassRow.Headings, PassRow.Of(units).Select(row => row.Cells));
        Console.WriteLine(
            $"intervals on test: {units.Average(unit => unit.Report.Intervals!.Coverage):P1} inside, the worst coin "
            + $"{units.MinBy(unit => unit.Report.Intervals!.Coverage)!.Report.Intervals!.Coverage:P1}, mean width "
            + $"{units.Average(unit => unit.Report.Intervals!.MeanWidth):P2}");
        foreach (var method in units.CountBy(unit => unit.Report.Calibration!.Method))
            Console.WriteLine($"chosen by the rule: {method.Key} for {method.Value}");
        Console.WriteLine();
    }
}
