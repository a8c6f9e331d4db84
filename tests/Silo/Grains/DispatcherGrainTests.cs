using Huracan.Cluster.Grains;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Tests.Servers;

namespace Huracan.Tests.Silo.Grains;

public class DispatcherGrainTests
{
    private static readonly UnitId A = new("AUSDT", Timeframe.H1);
    private static readonly UnitId B = new("BUSDT", Timeframe.H1);
    private static readonly UnitId C = new("CUSDT", Timeframe.H1);

    [PostgresFact]
    public async Task Each_unit_is_handed_out_once_and_silos_are_woken_by_new_runs()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var pool = new CountingPool();
        var observer = cluster.Silos.Client.CreateObjectReference<IWorkerPool>(pool);
        var (one, two) = (cluster.Owner(), cluster.Owner() with { Address = $"{cluster.Owner().Address}1" });
        Assert.Empty(await TakeAsync(one, 2));

        var runId = await cluster.PlanAsync(A, B, C);
        await pool.Woken.WaitAsync(TimeSpan.FromSeconds(10));
        var first = await TakeAsync(one, 2);
        var second = await TakeAsync(two, 2);

        Assert.Equal([A, B], first.Select(key => key.Unit));
        Assert.Equal([new UnitKey(runId, C)], second);
        Assert.Empty(await TakeAsync(one, 1, [.. first]));

        Task<IReadOnlyList<UnitKey>> TakeAsync(UnitOwner owner, int free, params UnitKey[] running) =>
            cluster.Dispatcher.TakeAsync(new WorkerPoolStatus(owner, "cpu", free, running), observer);
    }

    [PostgresFact]
    public async Task A_unit_that_its_silo_does_not_know_of_is_handed_out_again()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var observer = cluster.Silos.Client.CreateObjectReference<IWorkerPool>(new CountingPool());
        var runId = await cluster.PlanAsync(A);
        var key = new UnitKey(runId, A);
        Assert.Equal([key], await TakeAsync());
        await cluster.Unit(A).StartAsync(runId, cluster.Owner(), "cpu");

        var again = await cluster.UntilAsync(async () => await TakeAsync() is [var found] ? $"{found}" : null);

        Assert.Equal($"{key}", again);
        Assert.Equal((UnitState.Queued, 1), await cluster.RecordAsync(runId, A) is { } left ? (left.State, left.Faults) : default);

        Task<IReadOnlyList<UnitKey>> TakeAsync() =>
            cluster.Dispatcher.TakeAsync(new WorkerPoolStatus(cluster.Owner(), "cpu", 1, []), observer);
    }

    [PostgresFact]
    public async Task A_unit_that_waited_after_a_failure_goes_before_those_behind_it()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var observer = cluster.Silos.Client.CreateObjectReference<IWorkerPool>(new CountingPool());
        var runId = await cluster.PlanAsync(A, B, C);
        Assert.Equal([A], (await TakeAsync()).Select(key => key.Unit));
        await cluster.Unit(A).StartAsync(runId, cluster.Owner(), "cpu");
        await cluster.Unit(A).FailAsync(runId, 1, "disk full", transient: true);
        await Task.Delay(new UnitTiming().BackOff(1) + TimeSpan.FromSeconds(1.5));

        Assert.Equal([A], (await TakeAsync()).Select(key => key.Unit));

        Task<IReadOnlyList<UnitKey>> TakeAsync() =>
            cluster.Dispatcher.TakeAsync(new WorkerPoolStatus(cluster.Owner(), "cpu", 1, []), observer);
    }

    [PostgresFact]
    public async Task A_run_whose_last_unit_ended_unseen_is_concluded()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var observer = cluster.Silos.Client.CreateObjectReference<IWorkerPool>(new CountingPool());
        var runId = await cluster.PlanAsync(A);
        await cluster.Unit(A).StartAsync(runId, cluster.Owner(), "cpu");
        await cluster.Unit(A).FinishAsync(runId, 1, new UnitResult(A.Coin, A.Timeframe, UnitStatus.Skipped, "no data", ""));

        var state = await cluster.UntilAsync(async () =>
        {
            await cluster.Dispatcher.TakeAsync(new WorkerPoolStatus(cluster.Owner(), "cpu", 1, []), observer);
            return (await cluster.Database.QueryAsync(
                "select state from runs where id = $1 and finished is not null", row => row.GetString(0), CancellationToken.None, runId))
                .SingleOrDefault();
        });

        Assert.Equal("FINISHED", state);
    }

    private sealed class CountingPool : IWorkerPool
    {
        public SemaphoreSlim Woken { get; } = new(0);

        public Task WakeAsync()
        {
            Woken.Release();
            return Task.CompletedTask;
        }
    }
}
