using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Download;
using Huracan.MarketData.Http;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Configuration;
using Huracan.Storage.MarketStore;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary><c>huracan data download</c>: candles and funding rates of an exchange into a store.</summary>
internal static class DownloadCommand
{
    private static readonly TimeSpan WorryingSkew = TimeSpan.FromSeconds(5);

    private static readonly Option<string> Vendor = new("--vendor")
    {
        Description = $"{string.Join(" or ", VendorCatalog.Names)}.",
        DefaultValueFactory = _ => "binance",
    };
    private static readonly Option<string> Market = new("--market")
    {
        Description = "futures (perpetual contracts, with their funding rates) or spot.",
        DefaultValueFactory = _ => "futures",
    };
    private static readonly Option<string> Coins = new("--coins")
    {
        Description = "Symbols with commas; all, with those since delisted; or top:N by what was traded in the last 24 hours.",
        HelpName = "A,B|all|top:N",
        DefaultValueFactory = _ => "top:50",
    };
    private static readonly Option<string> Timeframes = new("--timeframes")
    {
        Description = "Timeframes with commas.",
        DefaultValueFactory = _ => "15m,1h",
    };
    private static readonly Option<string?> From = new("--from")
    {
        Description = "First day, UTC; whole months are fetched. Default: three years ago.",
        HelpName = "DATE",
    };
    private static readonly Option<string?> To = new("--to") { Description = "Last day, UTC. Default: until now.", HelpName = "DATE" };
    private static readonly Option<string?> Output = new("--out")
    {
        Description = "Folder of the store; default: data/<vendor>-<market>.",
        HelpName = "DIR",
    };
    private static readonly Option<int> AtOnce = new("--parallel")
    {
        Description = "Series fetched at the same time.",
        DefaultValueFactory = _ => 8,
    };

    public static Command Create()
    {
        var command = new Command(
            "download", "Fetch candles and funding rates of an exchange, of what is missing; 'preflight' and 'run' read the folder.")
        {
            Vendor, Market, Coins, Timeframes, From, To, Output, AtOnce, StoreOptions.Settings,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var market = SettingValue.Parse<MarketKind>("--market", parse.GetRequiredValue(Market));
        var settings = StoreOptions.Vendors(parse);
        using var client = VendorHttp.NewClient();
        var vendor = VendorCatalog.Create(parse.GetRequiredValue(Vendor), market, settings, client, time);
        var options = Read(parse, time);
        var folder = OutputFolder.Of(
            Output, parse.GetValue(Output) ?? Path.Combine("data", $"{vendor.Name}-{parse.GetRequiredValue(Market)}"));
        var store = CandleStore.OpenOrCreate(folder, vendor.Name, parse.GetRequiredValue(Market));
        using var writing = store.Lock();
        DownloadReport report;
        using (var display = DownloadDisplay.Open(time))
        {
            try
            {
                report = await new Downloader(vendor, store, time).RunAsync(options, display.Show, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw new InterruptedException("what was fetched is kept; the same command goes on.");
            }
            catch (VendorException exception)
            {
                throw new IOException(exception.Message, exception);
            }
        }
        return Tell(report, folder);
    }

    private static DownloadOptions Read(ParseResult parse, TimeProvider time)
    {
        var atOnce = parse.GetValue(AtOnce);
        if (atOnce is < 1 or > 64)
            throw new InputRefusedException($"--parallel is {atOnce}; it must be 1 to 64.");
        var from = DayOption.Read(parse, From) ?? new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddYears(-3);
        var to = DayOption.Read(parse, To)?.AddDays(1);
        if (to <= from)
            throw new InputRefusedException("--to is before --from.");
        return new DownloadOptions
        {
            Coins = parse.GetRequiredValue(Coins),
            Timeframes = [
                .. parse.GetRequiredValue(Timeframes).Split(',', StringSplitOptions.TrimEntries).Select(Timeframe.Parse).Distinct(),
            ],
            From = from,
            To = to,
            Parallel = atOnce,
        };
    }

    private static int Tell(DownloadReport report, string folder)
    {
        if (report.ClockSkew.Duration() > WorryingSkew)
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"This machine's clock is {report.ClockSkew.Duration().TotalSeconds:F0} s "
                    + $"{(report.ClockSkew > TimeSpan.Zero ? "ahead of" : "behind")} the exchange's, which was used."));
        if (report.Revised > 0)
            AnsiConsole.WriteLine($"{report.Revised} rows fetched before came with other numbers now; the newer ones are kept.");
        if (report.Ended.Count > 0)
            AnsiConsole.WriteLine($"No longer traded, kept as far as they go: {string.Join(", ", report.Ended)}.");
        AnsiConsole.WriteLine($"{report.Rows} rows fetched; {report.Series} series are complete in {folder}.");
        if (report.Failures.Count > 0)
            throw new IOException(
                $"{report.Failures.Count} series are not complete:{Environment.NewLine}"
                    + string.Join(Environment.NewLine, report.Failures.Select(failure => $"  {failure.Series}: {failure.Reason}"))
                    + $"{Environment.NewLine}The same command fetches what is missing.");
        AnsiConsole.WriteLine($"Next: {Invocation.Name} preflight --source {folder}");
        return ExitCodes.Done;
    }
}
