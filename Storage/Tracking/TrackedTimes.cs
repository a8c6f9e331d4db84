using System.Globalization;
using System.Text.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Tracking;

/// <summary>
/// When the parts of a run were at work and how they ended, by the lines of its <c>run.log</c> files. Where a run has none, everything
/// happened when the run was asked for.
/// </summary>
internal sealed class TrackedTimes
{
    // The stages whose epochs are told: runs from before the final model was a stage of its own trained the best one in that.
    private const string Best = "best", Final = "final";

    private readonly Dictionary<string, (DateTimeOffset First, DateTimeOffset Last)> spans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnitStatus> statuses = new(StringComparer.Ordinal);

    private TrackedTimes(DateTimeOffset begin) => Begin = begin;

    /// <summary>When the run was asked for.</summary>
    public DateTimeOffset Begin { get; }

    /// <summary>Whether the run has a log.</summary>
    public bool AreLogged { get; private set; }

    /// <summary>When it ended; null where it did not, was gone on with since, or has no log.</summary>
    public DateTimeOffset? Ended { get; private set; }

    /// <summary>Whether it was cancelled: then it ended before its end.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>How many units were done and failed when it ended; null where it did not, or the log does not say.</summary>
    public (int Done, int Failed)? Units { get; private set; }

    /// <summary>The stage it ended with.</summary>
    public string LastStage { get; private set; } = BacktestStage.Name;

    /// <summary>Reads the logs of a run; a line that was cut short by a kill is left out.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="files">Its files.</param>
    public static TrackedTimes Read(RunFolder folder, IEnumerable<string> files)
    {
        var times = new TrackedTimes(RunNames.TimeOf(Path.GetFileName(folder.Root)) ?? DateTimeOffset.UnixEpoch);
        foreach (var name in files.Where(name => name.Split('/')[^1] == RunOutputs.Log))
        {
            foreach (var line in File.ReadLines(folder.PathOf(name)))
                times.Add(line, isOfRun: name == RunOutputs.Log);
        }
        return times;
    }

    /// <summary>From the first to the last line about a candidate or trial.</summary>
    public (DateTimeOffset First, DateTimeOffset Last) Of(string scope) => spans.TryGetValue(scope, out var span) ? span : (Begin, Begin);

    /// <summary>From the first to the last line about the latest training of a candidate's best model.</summary>
    public (DateTimeOffset First, DateTimeOffset Last) OfBest(string candidate) =>
        Of($"{candidate}/{(spans.ContainsKey($"{candidate}/{Best}") ? Best : Final)}");

    /// <summary>Scope of a trial.</summary>
    public static string Trial(string candidate, int number) => string.Create(CultureInfo.InvariantCulture, $"{candidate}/trial_{number}");

    /// <summary>How a unit ended the last time; null where the log does not say.</summary>
    /// <param name="unit">It, as <c>BTCUSDT/1h</c>.</param>
    public UnitStatus? StatusOf(string unit) => statuses.TryGetValue(unit, out var status) ? status : null;

    private void Add(string line, bool isOfRun)
    {
        JsonElement entry;
        try
        {
            using var document = JsonDocument.Parse(line);
            entry = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return;
        }
        if (entry.ValueKind != JsonValueKind.Object
            || !DateTimeOffset.TryParse(
                Text(entry, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time))
            return;
        if (Enum.TryParse<UnitStatus>(Text(entry, "status"), ignoreCase: true, out var status))
            statuses[$"{Text(entry, "coin")}/{Text(entry, "timeframe")}"] = status;
        if (isOfRun)
        {
            AreLogged = true;
            if (Count(entry, "done") is { } done)
            {
                (Ended, Units) = (time, (done, Count(entry, "failed") ?? 0));
                LastStage = Text(entry, "stage") ?? BacktestStage.Name;
                IsCancelled = entry.TryGetProperty("cancelled", out var cancelled) && cancelled.ValueKind == JsonValueKind.True;
            }
            else if (entry.TryGetProperty("workers", out _))
                (Ended, Units) = (null, null);
        }
        if (entry.TryGetProperty("status", out _) || Text(entry, "stage") is not { } stage || Text(entry, "family") is not { } family
            || !entry.TryGetProperty("horizon", out var horizon) || Text(entry, "progress") == "SKIPPED") // done before, at another time
            return;
        var candidate = $"{Text(entry, "coin")}/{Text(entry, "timeframe")}/{family}/h{horizon}";
        Stretch(candidate, time);
        if (stage is Best or Final)
        {
            if (Text(entry, "progress") == "STARTED")
                spans[$"{candidate}/{stage}"] = (time, time); // trained anew: the latest counts
            else
                Stretch($"{candidate}/{stage}", time);
        }
        if (TrialOf(entry) is { } number)
            Stretch(Trial(candidate, number), time);
    }

    private void Stretch(string scope, DateTimeOffset time) =>
        spans[scope] = spans.TryGetValue(scope, out var span) ? (span.First, time) : (time, time);

    // Of {"trial": {"number": 3}} or {"epoch": {"training": "trial 3 fold 1"}}.
    private static int? TrialOf(JsonElement entry)
    {
        if (entry.TryGetProperty("trial", out var trial) && trial.TryGetProperty("number", out var number))
            return number.GetInt32();
        return entry.TryGetProperty("epoch", out var epoch) && Text(epoch, "training")?.Split(' ') is ["trial", var text, ..]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var found) ? found : null;
    }

    private static int? Count(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count)
            ? count
            : null;

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
