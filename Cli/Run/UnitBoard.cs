using System.Collections.Concurrent;
using Huracan.Cli.Workers;
using Huracan.Contracts;

namespace Huracan.Cli.Run;

/// <summary>Collects how each unit ended, whichever worker says so.</summary>
internal sealed class UnitBoard(IReadOnlyList<UnitId> units)
{
    private const string ResumeRemedy = "See the unit's run.log; 'huracan run --resume' tries it again.";

    private readonly ConcurrentDictionary<UnitId, UnitResult> results = new();
    private long peakMemoryBytes;

    /// <summary>Every unit in the order of the plan; one that nobody reported counts as failed.</summary>
    public IReadOnlyList<UnitResult> Results =>
        [.. units.Select(unit => results.GetValueOrDefault(unit) ?? Failure(unit, "The run ended before the unit was taken up."))];

    /// <summary>Highest resident memory of any worker.</summary>
    public long PeakMemoryBytes => Interlocked.Read(ref peakMemoryBytes);

    public void Take(WorkerJob job, WorkerReply reply)
    {
        if (!reply.IsEnd)
            return;
        lock (results)
            peakMemoryBytes = Math.Max(peakMemoryBytes, reply.PeakMemoryBytes);
        if (reply.Unit is { } result)
            results[result.Unit] = result;
        else if (reply.Error is { } error && job.Timeframe is { } timeframe)
            results.TryAdd(new UnitId(job.Coin, timeframe), Failure(new UnitId(job.Coin, timeframe), error));
        else if (reply.Error is { } ingestError)
            FailCoin(job.Coin, ingestError);
    }

    private static UnitResult Failure(UnitId unit, string reason) => new(unit.Coin, unit.Timeframe, UnitStatus.Failed, reason, ResumeRemedy);

    private void FailCoin(string coin, string reason)
    {
        foreach (var unit in units.Where(unit => unit.Coin == coin))
            results[unit] = Failure(unit, reason);
    }
}
