using System.CommandLine;
using Huracan.Bench.Measuring;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;

namespace Huracan.Bench.ValueHeads;

/// <summary><c>bench value-heads</c>: what a value head adds to the expected return and to the intervals.</summary>
internal static class ValueHeadsCommand
{
    public static Command Create()
    {
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
            DefaultValueFactory = _ => "BTCUSDT,ETHUSDT",
        };
        var models = new Option<string>("--model")
        {
            Description = "Model families, separated by commas.",
            HelpName = "LIST",
            DefaultValueFactory = _ => "linear,lightgbm,cnn-lstm",
        };
        var command = new Command("value-heads", "R² of the expected return, pinball loss and intervals with a value head and without.")
        {
            source, coins, models,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            string[] families = parse.GetValue(models)!.Split(','); // all have defaults
            Show(Simulated(), [], families, cancellationToken);
            var folder = parse.GetValue(source)!;
            if (Directory.Exists(folder))
                Show(
                    CandleSources.Open(folder, new FolderCandleOptions()), parse.GetValue(coins)!.Split(','), families, cancellationToken);
            return Task.FromResult(0);
        });
        return command;
    }

    private static SimulatedMarket Simulated() => new(new SimulatorOptions
    {
        Coins = 2,
        IncludeBitcoin = false,
        MarketShare = 0,
        Timeframe = Timeframe.H1,
        Bars = 12_000,
        Seed = 41,
        Signal = new PlantedSignal { Probability = 0.05, NetSharpe = 6 },
    });

    private static void Show(ICandleSource source, string[] coins, string[] families, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{source.Description}: 1h, four bars ahead");
        Tables.Print(
            ValueHeadRow.Headings,
            ValueHeadRow.Of(source, coins.Length > 0 ? coins : source.Coins, families, cancellationToken).Select(row => row.Cells));
    }
}
