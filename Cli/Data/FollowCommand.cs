using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Terminal;
using Huracan.MarketData.Http;
using Huracan.MarketData.Live;
using Huracan.MarketData.Stores;
using Huracan.MarketData.Vendors;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary><c>huracan data follow</c>: keeps a downloaded store fresh until it is stopped.</summary>
internal static class FollowCommand
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var command = new Command(
            "follow", "Fetch what a downloaded store lacks, then add candles as they close, until Ctrl-C.")
        {
            StoreOptions.Source, StoreOptions.Settings,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        using var client = VendorHttp.NewClient();
        using var follower = StoreFollower.Open(
            parse.GetRequiredValue(StoreOptions.Source), StoreOptions.Vendors(parse), client, time);
        try
        {
            await CatchUpAsync(follower, time, cancellationToken);
            var following = follower.FollowAsync(_ => { }, cancellationToken);
            AnsiConsole.WriteLine($"Following {follower.Store.Header.Vendor}; Ctrl-C ends it.");
            while (await Task.WhenAny(following, Task.Delay(ReportInterval, time, CancellationToken.None)) != following)
                AnsiConsole.WriteLine(Text(follower.Status));
            await following;
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedException("what was fetched is kept; the same command goes on.");
        }
        catch (VendorException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        AnsiConsole.WriteLine($"{Text(follower.Status)}. All of it is in {follower.Store.Folder}.");
        return ExitCodes.Done;
    }

    private static async Task CatchUpAsync(StoreFollower follower, TimeProvider time, CancellationToken cancellationToken)
    {
        using var display = DownloadDisplay.Open(time);
        var report = await follower.CatchUpAsync(display.Show, cancellationToken);
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
