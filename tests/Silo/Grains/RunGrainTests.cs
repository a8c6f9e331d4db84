using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Tests.Servers;

namespace Huracan.Tests.Silo.Grains;

public class RunGrainTests
{
    private static readonly UnitId A = new("AUSDT", Timeframe.H1);
    private static readonly UnitId B = new("BUSDT", Timeframe.H1);

    [PostgresFact]
    public async Task A_pause_reaches_the_owner_and_keeps_waiting_units()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var runId = await cluster.PlanAsync(A, B);
        await cluster.Unit(A).StartAsync(runId, cluster.Owner(), "cpu");

        await cluster.Run(runId).PauseAsync();

        Assert.Equal(DesiredState.Pause, await cluster.Unit(A).ReportAsync(runId, 1, new UnitProgress(UnitState.Finalizing, 0.5, null)));
        Assert.Null(await cluster.Unit(B).StartAsync(runId, cluster.Owner(), "cpu"));
        await cluster.Unit(A).ReleaseAsync(runId, 1);
        Assert.Null(await cluster.Unit(A).StartAsync(runId, cluster.Owner(), "cpu"));
        await cluster.Run(runId).ResumeAsync();
        Assert.Equal(2, (await cluster.Unit(A).StartAsync(runId, cluster.Owner(), "cpu"))!.Token);
    }

    [PostgresFact]
    public async Task A_cancelled_run_without_owners_is_concluded_at_once_and_a_unit_can_be_retried()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var runId = await cluster.PlanAsync(A);

        await cluster.Run(runId).CancelAsync();

        Assert.Equal(UnitState.Cancelled, (await cluster.RecordAsync(runId, A)).State);
        await Assert.ThrowsAsync<ConflictException>(() => cluster.Run(runId).PauseAsync());
        await cluster.Run(runId).RetryAsync(A);
        Assert.Equal(UnitState.Queued, (await cluster.RecordAsync(runId, A)).State);
        var refused = await Assert.ThrowsAsync<UnitRefusedException>(() => cluster.Run(runId).RetryAsync(A));
        Assert.Contains($"{runId}/{A}", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Callers_get_the_exceptions_that_are_documented()
    {
        await using var cluster = await GrainCluster.StartAsync();

        var missing = await Assert.ThrowsAsync<KeyNotFoundException>(() => cluster.Run("20260101T000000Z-ffffffff").PauseAsync());
        Assert.Contains("20260101T000000Z-ffffffff", missing.Message, StringComparison.Ordinal);
        await cluster.Database.ExecuteAsync("alter table units rename to gone", CancellationToken.None); // as if it were not migrated yet
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            cluster.Unit(A).ReportAsync("run", 1, new UnitProgress(UnitState.Tuning, 0, null)));
    }
}
