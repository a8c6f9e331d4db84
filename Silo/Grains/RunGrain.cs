using Huracan.Cluster.Grains;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Silo.Reports;

namespace Huracan.Silo.Grains;

/// <summary>A run's grain. Its rows are its state; each command changes them in one transaction and wakes who has to follow.</summary>
[GrainType("run")]
internal sealed partial class RunGrain(
    RunTable runs, ConclusionTable conclusions, JudgedReports reports, ContestTable contests, TimeProvider time, ILogger<RunGrain> log)
    : Grain, IRunGrain
{
    private const int UnitsAtOnce = 16; // the silos let as many contend as they have slots
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20); // then operators are heard, and the dispatcher asks again

    private string RunId => this.GetPrimaryKeyString();

    public async Task<PlannedRun> PlanAsync(NewRun plan)
    {
        var planned = await runs.CreateAsync(plan, CancellationToken.None);
        await WakeAsync();
        return planned;
    }

    public async Task PauseAsync()
    {
        await runs.PauseAsync(RunId, CancellationToken.None);
        await WakeAsync();
    }

    public async Task ResumeAsync()
    {
        await runs.ResumeAsync(RunId, CancellationToken.None);
        await WakeAsync();
    }

    public async Task CancelAsync()
    {
        await runs.CancelAsync(RunId, CancellationToken.None);
        await WakeAsync();
        await ConcludeAsync();
    }

    public async Task RetryAsync(UnitId unit)
    {
        await runs.RetryAsync(new UnitKey(RunId, unit), CancellationToken.None);
        await WakeAsync();
    }

    public async Task ConcludeAsync()
    {
        // Drawing is the work of other threads than the grains'.
        await conclusions.TryConcludeAsync(
            RunId, judged => Task.Run(() => reports.TryPublishAsync(judged, CancellationToken.None)), CancellationToken.None);
        await ContendAsync(await contests.OpenAsync(RunId, CancellationToken.None));
        await contests.TryFinishAsync(RunId, CancellationToken.None);
    }

    // One that fails keeps no other from contending.
    private Task ContendAsync(List<UnitId> units)
    {
        var started = time.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = UnitsAtOnce, TaskScheduler = TaskScheduler.Current };
        return Parallel.ForEachAsync(units, options, async (unit, _) =>
        {
            if (time.GetElapsedTime(started) > Slice)
                return;
            try
            {
                await GrainFactory.GetGrain<IUnitGrain>(unit.ToString()).ContendAsync(RunId);
            }
            catch (Exception exception)
            {
                LogFailure(new UnitKey(RunId, unit), exception.Message);
            }
        });
    }

    private Task WakeAsync() => GrainFactory.GetGrain<IDispatcherGrain>(0).WakeAsync();

    [LoggerMessage(1, LogLevel.Warning, "{Unit} has not contended yet: {Reason}")]
    private partial void LogFailure(UnitKey unit, string reason);
}
