using System.CommandLine;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary><c>huracan data</c>: candles in.</summary>
internal static class DataCommand
{
    private static readonly Option<string> Source = new("--source") { Description = "Folder of candle files.", HelpName = "DIR", Required = true };
    private static readonly Option<string> Output = new("--out") { Description = "Folder the candles go to.", HelpName = "DIR", Required = true };
    private static readonly Option<string> Format = new("--format") { Description = "parquet, csv or csv.gz.", DefaultValueFactory = _ => "parquet" };

    public static Command Create() => new("data", "Bring candles in, make some, look at them.") { Import(), Simulate(), Check() };

    private static Command Import()
    {
        var keepLast = new Option<bool>("--keep-last") { Description = "Keep each file's last candle although it may be unfinished." };
        var command = new Command("import", "Convert candle files, checked, into another format.") { Source, Output, Format, keepLast };
        command.SetAction((parse, cancellationToken) =>
        {
            var source = new FolderCandleSource(parse.GetRequiredValue(Source), new FolderCandleOptions { KeepLastCandle = parse.GetValue(keepLast) });
            return Task.FromResult(Write(source, parse.GetRequiredValue(Output), parse.GetRequiredValue(Format), cancellationToken));
        });
        return command;
    }

    private static Command Simulate()
    {
        var coins = new Option<int>("--coins") { Description = "Coins besides BTCUSDT.", DefaultValueFactory = _ => 8 };
        var bars = new Option<int>("--bars") { Description = "Candles per coin.", DefaultValueFactory = _ => 35_040 };
        var timeframe = new Option<string>("--timeframe") { Description = "Timeframe of the candles.", DefaultValueFactory = _ => "15m" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the market.", DefaultValueFactory = _ => 1 };
        var command = new Command("simulate", "Make a seeded market with regimes, fat tails and clustered volatility.") { Output, Format, coins, bars, timeframe, seed };
        command.SetAction((parse, cancellationToken) =>
        {
            var market = new SimulatedMarket(new SimulatorOptions
            {
                Coins = parse.GetValue(coins),
                Bars = parse.GetValue(bars),
                Timeframe = Timeframe.Parse(parse.GetRequiredValue(timeframe)),
                Seed = parse.GetValue(seed),
            });
            return Task.FromResult(Write(market, parse.GetRequiredValue(Output), parse.GetRequiredValue(Format), cancellationToken));
        });
        return command;
    }

    private static Command Check()
    {
        var command = new Command("check", "List the candle files of a folder and what is in them.") { Source };
        command.SetAction((parse, cancellationToken) =>
        {
            var source = new FolderCandleSource(parse.GetRequiredValue(Source), new FolderCandleOptions());
            var faults = 0;
            foreach (var coin in source.Coins)
            {
                foreach (var timeframe in source.TimeframesOf(coin))
                    faults += Describe(source, coin, timeframe, cancellationToken) ? 0 : 1;
            }
            foreach (var ignored in source.Ignored)
                AnsiConsole.WriteLine($"ignored {ignored.Name}: {ignored.Reason}");
            AnsiConsole.WriteLine("Next: huracan preflight --source " + parse.GetRequiredValue(Source));
            return Task.FromResult(faults == 0 ? ExitCodes.Done : ExitCodes.Refused);
        });
        return command;
    }

    private static bool Describe(FolderCandleSource source, string coin, Timeframe timeframe, CancellationToken cancellationToken)
    {
        try
        {
            var raw = source.Load(coin, timeframe, cancellationToken);
            var span = raw.Count == 0 ? "empty" : $"{Day(raw.OpenTimes[0])} to {Day(raw.OpenTimes[^1])}";
            AnsiConsole.WriteLine($"{coin}/{timeframe} {raw.Origin}: {raw.Count} candles, {span}");
            return true;
        }
        catch (InputRefusedException refused)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{coin}/{timeframe}[/] {refused.Message}");
            return false;
        }

        static string Day(long openTime) => $"{DateTimeOffset.FromUnixTimeMilliseconds(openTime):yyyy-MM-dd HH:mm}";
    }

    private static int Write(ICandleSource source, string output, string format, CancellationToken cancellationToken)
    {
        if (format is not ("parquet" or "csv" or "csv.gz"))
            throw new InputRefusedException($"--format is '{format}'; it must be parquet, csv or csv.gz.");
        var files = 0;
        var refused = new List<string>();
        foreach (var coin in source.Coins)
        {
            foreach (var timeframe in source.TimeframesOf(coin))
            {
                Take(() =>
                {
                    CandleFile.Write(Path.Combine(output, $"{coin}_{timeframe}.{format}"), source.Load(coin, timeframe, cancellationToken));
                    files++;
                });
            }
            Take(() =>
            {
                if (source.LoadFunding(coin, cancellationToken) is { } funding)
                    FundingFile.Write(Path.Combine(output, "funding", $"{coin}_funding.csv.gz"), funding);
            });
        }
        AnsiConsole.WriteLine($"Wrote {files} files to {output}. Next: huracan preflight --source {output}");
        return refused.Count == 0 ? ExitCodes.Done : throw new InputRefusedException(string.Join(Environment.NewLine, refused));

        // One file that cannot be read keeps no other out.
        void Take(Action take)
        {
            try
            {
                take();
            }
            catch (InputRefusedException fault)
            {
                refused.Add(fault.Message);
            }
        }
    }
}
