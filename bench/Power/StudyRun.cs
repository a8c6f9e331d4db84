using System.Diagnostics;
using System.Globalization;
using System.Text;
using Huracan.Bench.Measuring;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;
using Huracan.Storage.Files;

namespace Huracan.Bench.Power;

/// <summary>Runs a study through the command line, as a user would, and reads what it left.</summary>
internal static class StudyRun
{
    public static async Task<StudyResult> ExecuteAsync(
        Study study, RunOptions options, int workers, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var config = Path.Combine(folder, "study.yaml");
        await File.WriteAllTextAsync(config, YamlFile.Format(options), cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await RunAsync(
            ["run", "--config", config, "--out", folder, "--workers", workers.ToString(CultureInfo.InvariantCulture)], cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var run = Directory.GetDirectories(Path.Combine(folder, "artifacts"))
            .Single(path => File.Exists(Path.Combine(path, "summary.json")));
        var summary = JsonFile.Read<RunSummary>(Path.Combine(run, "summary.json"));
        var coins = summary.Units.Where(unit => unit.Status == UnitStatus.Done)
            .Select(unit => CoinVerdict.Of(JsonFile.Read<UnitReport>(Path.Combine(run, UnitReport.PathOf(unit.Unit))), options))
            .ToList();
        return new StudyResult(study, options.Simulation.Seed, summary.Units.Count, seconds, coins);
    }

    private static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Repository.Wrapper, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in SingleThread.Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new IOException($"Could not start {Repository.Wrapper}.");
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith('['))
                Console.Error.Write($"\r{line.PadRight(100)[..100]}");
        }
        await process.WaitForExitAsync(cancellationToken);
        Console.Error.WriteLine();
        // 1 and 3 say that some unit failed or was skipped: the table counts those.
        if (process.ExitCode is not (0 or 1 or 3))
            throw new IOException($"'huracan run' ended with {process.ExitCode}: {errors.ToString().Trim()}");
    }
}
