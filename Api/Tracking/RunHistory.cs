using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Storage.Files;

namespace Huracan.Api.Tracking;

/// <summary>
/// When the parts of a run of the cluster were at work, as the <c>run.log</c> that it would have. Of a unit the cluster knows when a silo
/// began, when it trained and when it ended, but not when which candidate was at work: all of a unit have its times.
/// </summary>
internal sealed class RunHistory(UnitChangeTable changes, StudyTable studies)
{
    private static readonly JsonSerializerOptions Options = new(HuracanJson.Compact)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes it.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="run">The run, which is finished.</param>
    /// <param name="units">Its units.</param>
    /// <param name="candidates">Folders of the candidates of each unit.</param>
    /// <param name="lastStage">The stage that it ended with; null where that is the last one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteAsync(
        string path, RunRow run, IReadOnlyList<UnitRecord> units, ILookup<UnitId, string> candidates, string? lastStage,
        CancellationToken cancellationToken)
    {
        var lines = new List<HistoryLine>();
        var spans = await changes.SpansAsync(run.RunId, cancellationToken);
        foreach (var record in units)
        {
            var unit = record.Key.Unit;
            var ended = record.Since;
            if (spans.TryGetValue(unit, out var span))
            {
                ended = span.Last;
                foreach (var candidate in candidates[unit])
                    lines.AddRange(await CandidateAsync(run.RunId, unit, candidate, span, cancellationToken));
            }
            lines.Add(new HistoryLine(Text(ended)) { Coin = unit.Coin, Timeframe = unit.Timeframe, Status = StatusOf(record) });
        }
        var statuses = units.Select(unit => unit.Result?.Status ?? UnitStatus.Failed).ToLookup(status => status); // as its summary counts
        lines.Add(new HistoryLine(Text(run.Finished!.Value)) // it is finished
        {
            Stage = lastStage,
            Done = statuses[UnitStatus.Done].Count(),
            Skipped = statuses[UnitStatus.Skipped].Count(),
            Failed = statuses[UnitStatus.Failed].Count(),
            Cancelled = run.State == RunState.Cancelled ? true : null,
        });
        AtomicFile.Write(path, [.. lines.SelectMany(line => JsonSerializer.SerializeToUtf8Bytes(line, Options).Append((byte)'\n'))]);
    }

    private async Task<IEnumerable<HistoryLine>> CandidateAsync(
        string runId, UnitId unit, string candidate, (DateTimeOffset First, DateTimeOffset Trained, DateTimeOffset Last) span,
        CancellationToken cancellationToken)
    {
        var parts = candidate.Split('/'); // COIN/timeframe/family/h{bars}
        var line = new HistoryLine(Text(span.First))
        {
            Coin = unit.Coin,
            Timeframe = unit.Timeframe,
            Family = parts[2],
            Horizon = int.Parse(parts[3].AsSpan(1), CultureInfo.InvariantCulture),
            Stage = TuneStage.Name,
        };
        var trials = (await studies.FindAsync(runId, candidate, cancellationToken))?.Trials ?? [];
        return
        [
            line,
            .. trials.SelectMany(trial => new[] { trial.Started, trial.Completed }.OfType<DateTimeOffset>()
                .Select(at => line with { Time = Text(at), Trial = new HistoryTrial(trial.Number) })),
            line with { Time = Text(span.Trained), Stage = BestStage.Name, Progress = StageProgress.Started },
            line with { Time = Text(span.Last) },
        ];
    }

    // The candidates of a unit that was cancelled did not fail.
    private static UnitStatus StatusOf(UnitRecord record) => record.State == UnitState.Cancelled
        ? UnitStatus.Skipped
        : record.Result?.Status ?? UnitStatus.Failed;

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
