using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Tracking;

/// <summary>
/// A run's folder as tracked runs: the run, its candidates below it, their trials below those. Everything is read from what the run left,
/// so that a run of last month can be told as well, and training knows nothing of it.
/// </summary>
public static class TrackedRuns
{
    private static readonly string[] KeptFiles =
    [
        RunOutputs.Config, RunOutputs.Features, RunOutputs.Environment, RunOutputs.Summary, RunOutputs.Checklist, RunOutputs.RunPage,
    ];

    private static readonly (string Key, string Tag)[] EnvironmentTags =
        [("huracan", "huracan.program"), ("code_hash", "huracan.code_hash"), ("device", "huracan.device")];

    private static readonly string[] KeptOfUnits = ["unit.json", "consensus.json", RunOutputs.RunPage];

    /// <summary>Reads a run.</summary>
    /// <param name="runFolder">Its folder, which has its name.</param>
    /// <returns>The run, then each candidate with its trials behind it.</returns>
    /// <exception cref="InputRefusedException">There is no run, or a file of it is damaged.</exception>
    public static IReadOnlyList<TrackedRun> Read(string runFolder)
    {
        var folder = new RunFolder(runFolder);
        var config = folder.PathOf(RunOutputs.Config);
        if (!File.Exists(config))
            throw new InputRefusedException($"There is no run in {folder.Root}: {config} does not exist.") { IsNotFound = true };
        var runId = Path.GetFileName(folder.Root);
        var files = folder.List();
        var times = TrackedTimes.Read(folder, files);
        var summary = folder.ReadJson<RunSummary>(RunOutputs.Summary);
        var ended = times.AreLogged || summary is null ? times.Ended : times.Begin;
        return
        [
            Root(
                folder, files, (times.Begin, ended), summary,
                times.IsCancelled ? TrackedStatus.Killed : Ended(times.Units ?? (summary?.Done ?? 0, summary?.Failed ?? 0))),
            .. new TrackedCandidates(folder, runId, files, times).All(summary?.Units ?? [], isRunning: ended is null),
        ];
    }

    /// <summary>
    /// Whether the content of a file matters. Of others it is enough that they are there: whoever copies a run to have it read may make
    /// them empty.
    /// </summary>
    /// <param name="file">Its name in the run's folder.</param>
    public static bool Reads(string file) => IsKept(file) || file.Split('/')[^1] == RunOutputs.Log || TrackedCandidates.Reads(file);

    /// <summary>The candidate that a file belongs to, by its folder in the run; null for a file of none.</summary>
    /// <param name="file">Its name in the run's folder.</param>
    public static string? CandidateOf(string file) => TrackedCandidates.RootOf(file);

    private static TrackedRun Root(
        RunFolder folder, IReadOnlyList<string> files, (DateTimeOffset Begin, DateTimeOffset? End) span, RunSummary? summary,
        TrackedStatus status)
    {
        var runId = Path.GetFileName(folder.Root);
        var settings = TrackedSettings.Read(folder.PathOf(RunOutputs.Config));
        var time = span.End ?? span.Begin;
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["huracan.kind"] = "run" };
        foreach (var name in new[] { "version", "seed" })
        {
            if (settings.TryGetValue(name, out var value))
                tags[$"huracan.{name}"] = value;
        }
        if (folder.ReadJson<Dictionary<string, object?>>(RunOutputs.Environment) is { } environment)
        {
            foreach (var (key, tag) in EnvironmentTags)
            {
                if (environment.GetValueOrDefault(key)?.ToString() is { Length: > 0 } value)
                    tags[tag] = value;
            }
        }
        if (summary is not null)
            tags["huracan.source"] = summary.Source;
        return new TrackedRun(runId, "", runId)
        {
            Status = span.End is null ? TrackedStatus.Running : status,
            Start = span.Begin,
            End = span.End,
            Parameters = settings,
            Tags = tags,
            Metrics = summary is null
                ? []
                :
                [
                    new TrackedMetric("units/done", summary.Done, 0, time),
                    new TrackedMetric("units/skipped", summary.Skipped, 0, time),
                    new TrackedMetric("units/failed", summary.Failed, 0, time),
                    .. summary.Actions.Select(pair => new TrackedMetric(
                        string.Create(CultureInfo.InvariantCulture, $"actions/{pair.Key}"), pair.Value, 0, time)),
                ],
            Files = [.. files.Where(IsKept).Select(file => new TrackedFile(file, folder.PathOf(file)))],
        };
    }

    private static TrackedStatus Ended((int Done, int Failed) units) =>
        units is { Done: 0, Failed: > 0 } ? TrackedStatus.Failed : TrackedStatus.Finished;

    private static bool IsKept(string file) => file.Split('/') switch
    {
        [var name] => KeptFiles.Contains(name),
        ["thresholds", _] => true,
        [_, var length, var name] => KeptOfUnits.Contains(name) && Timeframe.TryParse(length, out _),
        _ => false,
    };
}
