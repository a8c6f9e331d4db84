using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Hamilton;

/// <summary>
/// <c>bench hamilton load</c>: how long a process that has loaded no model before takes to read a bundle, verify it, load its model and
/// forecast once, and how long it takes again.
/// </summary>
internal static class LoadCommand
{
    private const double TargetMilliseconds = 2_000;
    private const int Repeats = 9;

    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Folder of champions; the first is loaded." };
        var command = new Command("load", "Milliseconds of a first load and forecast, of its processor time, and the median of more.")
        {
            folder,
        };
        command.SetAction(parse =>
        {
            var store = new ChampionStore(parse.GetRequiredValue(folder), BundleTrust.Anyone);
            var before = Environment.CpuUsage.TotalTime;
            var cold = Load(store);
            var processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
            var warm = Enumerable.Range(0, Repeats).Select(_ => Load(store)).Order().ElementAt(Repeats / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cold:F1} {processor:F1} {warm:F1}"));
        });
        return command;
    }

    /// <summary>Has a new process do it, and prints both figures.</summary>
    /// <returns>Whether the first load takes no longer than it may.</returns>
    /// <exception cref="IOException">The process cannot be started.</exception>
    public static async Task<bool> MeasureAsync(ChampionStore store, string family, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "bench.dll"), "hamilton", "load", store.Root])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new IOException("Could not start dotnet.");
        var printed = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new IOException($"bench hamilton load {store.Root} ended with {process.ExitCode}.");
        var figures = printed.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        var (cold, processor, warm) = (figures[0], figures[1], figures[2]);
        var met = cold <= TargetMilliseconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{family}: loaded from disk and forecast once in {cold:F0} ms by a new process ({processor:F0} ms of its processor time), in "
                + $"{warm:F0} ms again; the first must take {TargetMilliseconds / 1_000} s or less: {(met ? "met" : "MISSED")}"));
        return met;
    }

    private static double Load(ChampionStore store)
    {
        var begun = Stopwatch.GetTimestamp();
        using var model = BundleModel.Load(store.Open(store.Latest().Champions[0]), RunFiles.Families);
        model.ForecastZeros();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
