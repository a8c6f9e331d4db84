using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;
using Huracan.Storage.MarketStore;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary><c>huracan data</c>: downloads, follows, imports, simulates and checks candles.</summary>
internal static class DataCommand
{
    private static readonly Option<string> Source = new("--source")
    {
        Description = "Folder of candle files.",
        HelpName = "DIR",
        Required = true,
    };
    private static readonly Option<string?> Funding = new("--funding")
    {
        Description = "Folder of funding rates; default: funding beside the source.",
        HelpName = "DIR",
    };
    private static readonly Option<bool> KeepLast = new("--keep-last-candle")
    {
        Description = "Keep each file's last candle although it may be unfinished.",
    };
    private static readonly Option<string> Output = new("--out")
    {
        Description = "Output folder of the candles.",
        HelpName = "DIR",
        Required = true,
    };
    private static readonly Option<string> Format = new("--format")
    {
        Description = "parquet, csv or csv.gz.",
        DefaultValueFactory = _ => "parquet",
    };

    public static Command Create() => new("data", "Download, follow, import, simulate or check candles.")
    {
        DownloadCommand.Create(), FollowCommand.Create(), SymbolsCommand.Create(), Import(), Simulate(), Check(),
    };

    private static Command Import()
    {
        var vendor = new Option<string?>("--vendor")
        {
            Description = "Who gave the candles, such as binance; default: as the source says.",
            HelpName = "NAME",
        };
        var market = new Option<string?>("--market")
        {
            Description = "What they are of, such as futures or spot; with --vendor.",
            HelpName = "NAME",
        };
        var command = new Command(
            "import",
            "Check candle files and convert those that pass; every candle is kept. Whose they are is written beside them, as the source or "
                + "the options say.")
        {
            Source, Funding, Output, Format, vendor, market,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var source = Open(parse, keepLast: true); // the last candle is dropped when the copy is read
            if (Path.GetRelativePath(parse.GetRequiredValue(Source), parse.GetRequiredValue(Output)) == ".")
                throw new InputRefusedException("--out is the folder of --source; name another, so that the source is not overwritten.");
            var tag = (parse.GetValue(vendor), parse.GetValue(market)) switch
            {
                (null, null) => MarketTag.Read(parse.GetRequiredValue(Source)),
                ({ } who, { } what) => MarketTag.OfOptions(who, what),
                _ => throw new InputRefusedException("--vendor and --market go together: give both, or none."),
            };
            return Task.FromResult(CandleImport.Run(source, Target(parse, tag), cancellationToken));
        });
        return command;
    }

    private static Command Simulate()
    {
        var coins = new Option<int>("--coins") { Description = "Coins besides BTCUSDT.", DefaultValueFactory = _ => 8 };
        var bars = new Option<int>("--bars") { Description = "Candles per coin.", DefaultValueFactory = _ => 35_040 };
        var timeframe = new Option<string>("--timeframe") { Description = "Timeframe of the candles.", DefaultValueFactory = _ => "15m" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the market.", DefaultValueFactory = _ => 1 };
        var sharpe = NumberOption.Create(
            "--net-sharpe",
            "Annualised Sharpe ratio after costs of a signal in every coin, over four candles and after one in twenty; default: no signal.",
            0, 50);
        sharpe.Required = false;
        var command = new Command(
            "simulate",
            "Simulate a market from a seed, with regimes, fat tails and clustered volatility.")
        {
            Output, Format, coins, bars, timeframe, seed, sharpe,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var options = new SimulatorOptions
            {
                Coins = parse.GetValue(coins),
                Bars = parse.GetValue(bars),
                Timeframe = Timeframe.Parse(parse.GetRequiredValue(timeframe)),
                Seed = parse.GetValue(seed),
                Signal = parse.GetResult(sharpe) is null
                    ? null
                    : new PlantedSignal { Probability = 0.05, NetSharpe = parse.GetValue(sharpe) },
            };
            // Each setting is the command-line option of the same name.
            var errors = options.Validate(new(options))
                .Select(error => $"--{string.Concat(error.MemberNames).ToLowerInvariant()} {error.ErrorMessage}");
            if (string.Join(Environment.NewLine, errors) is { Length: > 0 } refusal)
                throw new InputRefusedException(refusal);
            var market = new SimulatedMarket(options);
            return Task.FromResult(CandleImport.Run(market, Target(parse, new MarketTag(market.Vendor, "futures")), cancellationToken));
        });
        return command;
    }

    private static Command Check()
    {
        var against = new Option<string?>("--against")
        {
            Description = "Another folder or downloaded store: of another exchange, or of another market.",
            HelpName = "DIR",
        };
        var command = new Command(
            "check", "Check a folder's candle and funding files and list the problems; of a downloaded store also what it covers.")
        {
            Source, Funding, KeepLast, against,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var source = Open(parse, parse.GetValue(KeepLast));
            var blocked = 0;
            foreach (var coin in source.Coins)
                blocked += CandleReport.Print(coin, CandleImport.Look(source, coin, cancellationToken));
            foreach (var ignored in (source as FolderCandleSource)?.Ignored ?? [])
                AnsiConsole.WriteLine($"ignored {ignored.Name}: {ignored.Reason}");
            if (source is StoreCandleSource)
                SourceReport.PrintCoverage(CandleStore.Open(parse.GetRequiredValue(Source)));
            if (parse.GetValue(against) is { } other)
                SourceReport.PrintDifferences(
                    source,
                    CandleSources.Open(
                        other, new FolderCandleOptions { KeepLastCandle = parse.GetValue(KeepLast), Option = against.Name }),
                    cancellationToken);
            AnsiConsole.WriteLine($"Next: {Invocation.Name} preflight --source " + parse.GetRequiredValue(Source));
            return Task.FromResult(blocked == 0 ? ExitCodes.Done : ExitCodes.Refused);
        });
        return command;
    }

    private static ICandleSource Open(ParseResult parse, bool keepLast) => CandleSources.Open(
        parse.GetRequiredValue(Source), new FolderCandleOptions { FundingFolder = parse.GetValue(Funding), KeepLastCandle = keepLast });

    private static ImportTarget Target(ParseResult parse, MarketTag? market)
    {
        var format = parse.GetRequiredValue(Format);
        if (format is not ("parquet" or "csv" or "csv.gz"))
            throw new InputRefusedException($"--format is '{format}'; it must be parquet, csv or csv.gz.");
        return new ImportTarget(OutputFolder.Of(Output, parse.GetRequiredValue(Output)), format, market);
    }
}
