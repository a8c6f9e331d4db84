using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Schedules;
using Huracan.Contracts.Json;
using Huracan.MarketData.Daily;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Files;
using Huracan.Storage.Schedules;
using Spectre.Console;

namespace Huracan.Cli.Daily;

/// <summary>Does what is due of the daily cycle, one task after the other, and writes down what came of it.</summary>
internal sealed class LocalCycle : IDisposable
{
    private readonly DailyOptions options;
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly IDisposable running;

    private LocalCycle(DailyOptions options, string folder, TimeProvider time, IDisposable running) =>
        (this.options, this.folder, this.time, this.running) = (options, folder, time, running);

    /// <summary>Opens it; no other process may until this is disposed of.</summary>
    /// <exception cref="InputRefusedException">Another one is at it.</exception>
    public static LocalCycle Open(DailyOptions options, string reports, TimeProvider time)
    {
        var folder = Path.Combine(reports, "daily");
        Directory.CreateDirectory(folder);
        try
        {
            return new LocalCycle(
                options, folder, time,
                new FileStream(
                    Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                    FileOptions.DeleteOnClose));
        }
        catch (IOException taken)
        {
            throw new InputRefusedException(
                $"Another 'daily' is at work in {folder}. What falls due meanwhile is done with the next call.", taken);
        }
    }

    /// <summary>Does what is due.</summary>
    /// <returns>Whether nothing failed.</returns>
    public async Task<bool> RunAsync(LocalTasks tasks, bool everything, CancellationToken cancellationToken)
    {
        var isGood = true;
        var done = 0;
        foreach (var task in DailyTask.All)
        {
            if (Due(task, everything) is not var (occurrence, missed))
                continue;
            done++;
            AnsiConsole.MarkupLineInterpolated($"[bold]{task}[/]");
            var started = time.GetUtcNow();
            var outcome = await OutcomeAsync(tasks, task, occurrence, cancellationToken);
            AnsiConsole.WriteLine($"{task}: {outcome.Summary}.");
            Record(new OccurrenceView(
                task, occurrence, outcome.Succeeded ? OccurrenceState.Done : OccurrenceState.Failed, started, time.GetUtcNow(), 1, missed,
                outcome.Summary, outcome.Report is { } report ? JsonSerializer.Deserialize<JsonElement>(report) : null));
            if (!outcome.Succeeded)
                await tasks.AlertAsync(DailyAlert.OfTask(task, outcome.Summary, time.GetUtcNow()), cancellationToken);
            isGood &= outcome.Succeeded;
        }
        AnsiConsole.WriteLine(done == 0 ? "Nothing is due." : $"Written to {folder}.");
        return isGood;
    }

    public void Dispose() => running.Dispose();

    private static async Task<TaskOutcome> OutcomeAsync(
        LocalTasks tasks, string task, DateTimeOffset occurrence, CancellationToken cancellationToken)
    {
        try
        {
            return await tasks.RunAsync(task, occurrence, cancellationToken);
        }
        catch (Exception exception) when (exception is InputRefusedException or VendorException or IOException
            or UnauthorizedAccessException)
        {
            return new TaskOutcome(false, exception.Message);
        }
    }

    // The latest occurrence since the last one that was accounted for, and how many there were before it. A task that has never been
    // done is due now.
    private (DateTimeOffset Occurrence, int Missed)? Due(string task, bool everything)
    {
        var (cron, now) = (options.CronOf(task), time.GetUtcNow());
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        if (cron is null)
            return null; // switched off
        if (everything)
            return (now, 0);
        if (!State().Through.TryGetValue(task, out var through))
            return (now, 0);
        var due = Occurrences.Between(cron, through, now).ToList();
        return due.Count == 0 ? null : (due[^1], due.Count - 1);
    }

    // The report first: what a kill leaves without its state is done again, and not lost.
    private void Record(OccurrenceView ended)
    {
        var date = ended.Occurrence.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, $"{date}.json");
        var earlier = File.Exists(path) ? JsonFile.Read<DailyReport>(path).Tasks : [];
        AtomicFile.Write(path, HuracanJson.Serialize(DailyReports.Of(date, [.. earlier, ended])));
        LineFile.Append(
            Path.Combine(folder, "history.jsonl"),
            JsonSerializer.SerializeToUtf8Bytes(ended with { Report = null }, HuracanJson.Compact));
        AtomicFile.Write(StatePath, HuracanJson.Serialize(State().With(ended.Task, ended.Occurrence)));
    }

    private string StatePath => Path.Combine(folder, "state.json");

    private LocalState State() => File.Exists(StatePath)
        ? JsonFile.Read<LocalState>(StatePath)
        : new LocalState(new Dictionary<string, DateTimeOffset>());
}
