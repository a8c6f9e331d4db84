using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Huracan.Engine.Market;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Exchange;

namespace Huracan.Bench.Download;

/// <summary>
/// <c>bench download</c>: the program downloads whole months of many coins from an exchange in this process, which is the other half of the
/// machine's work.
/// </summary>
internal static class DownloadCommand
{
    private static readonly DateTimeOffset Begin = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var coins = new Option<int>("--coins") { Description = "Coins.", DefaultValueFactory = _ => 500 };
        var years = new Option<int>("--years") { Description = "Years of candles.", DefaultValueFactory = _ => 3 };
        var command = new Command("download", "Time, memory and size of a download of candles of 15 minutes and funding rates.")
        {
            coins, years,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await RunAsync(parse.GetValue(coins), parse.GetValue(years), cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(int coins, int years, CancellationToken cancellationToken)
    {
        using var scratch = new Scratch();
        var days = (int)(Begin.AddYears(years) - Begin).TotalDays;
        var market = new SimulatorOptions { Coins = coins, IncludeBitcoin = false, Bars = 96 * days, Start = Begin, StepsPerBar = 2 };
        await using var exchange = await LocalExchange.StartAsync(market, new FastTime(Begin.AddDays(days + 9), speed: 1));
        scratch.Write("vendors.yaml", exchange.Settings());
        var last = Begin.AddDays(days - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var started = Stopwatch.GetTimestamp();
        using var download = HuracanProcess.Start(
            "data", "download", "--settings", scratch.Path("vendors.yaml"), "--coins", "all", "--timeframes", "15m", "--from", "2022-01-01",
            "--to", last, "--out", scratch.Path("store"));
        var (ended, processor, memory) = (download.EndAsync(), TimeSpan.Zero, 0L);
        using var process = Process.GetProcessById(download.Id);
        while (!ended.IsCompleted)
        {
            process.Refresh();
            if (!process.HasExited)
                (processor, memory) = (process.TotalProcessorTime, process.PeakWorkingSet64);
            await Task.WhenAny(ended, Task.Delay(200, cancellationToken));
        }
        (await ended).Expect(0);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        var files = Directory.GetFiles(scratch.Path("store"), "*", SearchOption.AllDirectories);
        var (candles, bytes) = ((long)coins * 96 * days, files.Sum(file => new FileInfo(file).Length));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{coins} coins, {years} years of 15m and funding: {seconds:F0} s, {exchange.Log.Count} requests, {candles / seconds:F0} "
                + $"candles/s; processor {processor.TotalSeconds:F0} s, memory {memory / 1e6:F0} MB at most; {files.Length} files, "
                + $"{bytes / 1e6:F0} MB, {(double)bytes / candles:F1} bytes a candle"));
    }
}
