using System.Collections.Concurrent;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Worker;

namespace Huracan.Cli.Run;

/// <summary>Collects how each unit ended, from all workers.</summary>
internal sealed class UnitResults(IReadOnlyList<UnitId> units)
{
    private const string ResumeRemedy = "See the unit's run.log; 'huracan run --resume' tries it again.";

    private readonly ConcurrentDictionary<UnitId, UnitResult> results = new();
    private readonly ConcurrentDictionary<string, bool> trained = new(StringComparer.Ordinal);
    private long peakMemoryBytes;

    /// <summary>Every unit in the order of the plan; one that nobody reported counts as failed.</summary>
    public IReadOnlyList<UnitResult> Results =>
        [
            .. units.Select(unit =>
                results.GetValueOrDefault(unit) ?? Ended(unit, "The run ended before the unit was taken up.", refused: false))
        ];

    /// <summary>Folders of the candidates whose best model was made, or found to be what would be made.</summary>
    public IReadOnlySet<string> Trained => trained.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Highest resident memory of any worker.</summary>
    public long PeakMemoryBytes => Interlocked.Read(ref peakMemoryBytes);

    /// <summary>The units whose work can continue: no result was reported yet.</summary>
    public IReadOnlyList<UnitId> Open => [.. units.Where(unit => !results.ContainsKey(unit))];

    public void Handle(WorkerJob job, WorkerReply reply)
    {
        if (reply.Event is { Stage: BestStage.Name, Progress: StageProgress.Finished or StageProgress.Skipped } done)
            trained[done.Scope] = true;
        if (!reply.IsEnd)
            return;
        lock (results)
            peakMemoryBytes = Math.Max(peakMemoryBytes, reply.PeakMemoryBytes);
        if (reply.Unit is { } result)
            results[result.Unit] = result;
        else if (reply.Error is { } error && job.Timeframe is { } timeframe)
            results[new UnitId(job.Coin, timeframe)] = Ended(new UnitId(job.Coin, timeframe), error, reply.Refused);
        else if (reply.Error is { } ingestError)
            EndCoin(job.Coin, ingestError, reply.Refused);
    }

    private static UnitResult Ended(UnitId unit, string reason, bool refused) => refused
        ? new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Skipped, reason, "")
        : new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Failed, reason, ResumeRemedy);

    // Every unit may read Bitcoin's candles: going on without them would give other models, and nobody would know.
    private void EndCoin(string coin, string reason, bool refused)
    {
        foreach (var unit in units.Where(unit => unit.Coin == coin || coin == RunPlan.Bitcoin))
        {
            var words = unit.Coin == coin ? reason : $"{coin}, whose candles every unit may read, could not be ingested. {reason}";
            results.TryAdd(unit, Ended(unit, words, refused));
        }
    }
}
