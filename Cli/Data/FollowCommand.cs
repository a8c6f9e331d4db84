using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Download;
using Huracan.MarketData.Live;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Configuration;
using Huracan.Storage.MarketStore;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary><c>huracan data follow</c>: keeps a downloaded store fresh until it is stopped.</summary>
internal static class FollowCommand
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    private static readonly Option<string> Source = new("--source")
    {
        Description = "A store that 'data download' made; its series are followed.",
        HelpName = "DIR",
        Required = true,
    };
    private static readonly Option<string?> Settings = new("--settings")
    {
        Description = "File of the exchanges' addresses; default: config/vendors.yaml.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "follow", "Fetch what a downloaded store lacks, then add candles as they close, until Ctrl-C.") { Source, Settings };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var settings = YamlFile.Load<VendorsOptions>(
            parse.GetValue(Settings) is { } file ? InputFile.Of(Settings, file) : ConfigFolder.Find(VendorsOptions.FileName));
        var store = CandleStore.Open(parse.GetRequiredValue(Source));
        using var writing = store.Lock();
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // each answer has its own
        var vendor = VendorCatalog.Create(
            store.Header.Vendor, SettingValue.Parse<MarketKind>("market", store.Header.Market), settings, client, time);
        var series = Traded(store);
        try
        {
            await CatchUpAsync(vendor, store, series, time, cancellationToken);
            var follower = new CandleFollower(vendor, store, settings.Follow, settings.Streams, time);
            var following = follower.RunAsync(Traded(store), time.GetUtcNow(), _ => { }, cancellationToken);
            AnsiConsole.WriteLine($"Following {series.Count} series of {vendor.Name}; Ctrl-C ends it.");
            while (await Task.WhenAny(following, Task.Delay(ReportInterval, time, CancellationToken.None)) != following)
                AnsiConsole.WriteLine(Text(follower.Status()));
            await following;
            AnsiConsole.WriteLine($"{Text(follower.Status())}. All of it is in {store.Folder}.");
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedException("what was fetched is kept; the same command goes on.");
        }
        catch (VendorException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        return ExitCodes.Done;
    }

    private static List<SeriesName> Traded(CandleStore store)
    {
        var register = SymbolRegister.Read(store);
        var series = store.Series().Where(one => register.Of(one.Coin)?.Delisted is null).ToList();
        return series.Exists(one => one.Timeframe is not null)
            ? series
            : throw new InputRefusedException($"{store.Folder} has no candles of a coin that is traded; download some first.");
    }

    // The last months of the store's series, by the archive where that has them.
    private static async Task CatchUpAsync(
        IMarketDataVendor vendor, CandleStore store, List<SeriesName> series, TimeProvider time, CancellationToken cancellationToken)
    {
        var last = series.Min(one => store.Index(one).Parts.Max(part => part.Through));
        var options = new DownloadOptions
        {
            Coins = string.Join(',', series.Select(one => one.Coin).Distinct()),
            Timeframes = [.. series.Select(one => one.Timeframe).OfType<Timeframe>().Distinct()],
            From = DateTimeOffset.FromUnixTimeMilliseconds(last - 1),
        };
        using var display = DownloadDisplay.Open(time);
        var report = await new Downloader(vendor, store, time).RunAsync(options, display.Show, cancellationToken);
        foreach (var failure in report.Failures)
            AnsiConsole.WriteLine($"{failure.Series} could not be brought up to date, and is tried again: {failure.Reason}");
    }

    private static string Text(FollowStatus status) => string.Create(
        CultureInfo.InvariantCulture,
        $"{status.Series} series, {status.Behind} behind; {status.FromStream} candles by stream, {status.Asked} rows asked for, "
            + $"{status.Connections} connections, clock {status.ClockSkew.TotalSeconds:+0.0;-0.0;0.0} s"
            + $"{(status.Ended.Count > 0 ? $"; no longer traded: {string.Join(", ", status.Ended)}" : "")}"
            + $"{(status.Problem is { } problem ? $"; last problem: {problem}" : "")}");
}
