using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Grains;

namespace Huracan.Silo.Grains;

/// <summary>A run's grain. Its rows are its state; each command changes them in one transaction and wakes who has to follow.</summary>
[GrainType("run")]
internal sealed class RunGrain(RunTable runs, ConclusionTable conclusions) : Grain, IRunGrain
{
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

    public Task ConcludeAsync() => conclusions.TryConcludeAsync(RunId, CancellationToken.None);

    private Task WakeAsync() => GrainFactory.GetGrain<IDispatcherGrain>(0).WakeAsync();
}
