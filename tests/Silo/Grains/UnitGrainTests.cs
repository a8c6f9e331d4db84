using Huracan.Cluster.Models;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Tests.Servers;
using Orleans.Storage;

namespace Huracan.Tests.Silo.Grains;

public class UnitGrainTests
{
    private static readonly UnitId Bitcoin = new("BTCUSDT", Timeframe.M15);
    private static readonly UnitProgress Backtesting = new(UnitState.Backtesting, 0.9, null);

    [PostgresFact]
    public async Task A_unit_is_claimed_worked_on_and_finished()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var runId = await cluster.PlanAsync(Bitcoin);
        var unit = cluster.Unit(Bitcoin);

        var claimed = await unit.StartAsync(runId, cluster.Owner(), "cpu");
        Assert.Equal(new UnitClaimed(new UnitKey(runId, Bitcoin), 1), claimed);
        Assert.Equal(DesiredState.Run, await unit.ReportAsync(runId, 1, Backtesting));
        var working = await cluster.RecordAsync(runId, Bitcoin);
        Assert.Equal((UnitState.Backtesting, "silo-0", 0.9), (working.State, working.Owner, working.Progress));
        await unit.FinishAsync(runId, 1, Scored(70));
        await unit.FinishAsync(runId, 1, Scored(70)); // the first answer was lost

        var ended = await cluster.RecordAsync(runId, Bitcoin);
        Assert.Equal((UnitState.Scored, null, 70.0), (ended.State, ended.Owner, ended.Result!.Score));
        Assert.Equal(70, (await new ModelTable(cluster.Database).CurrentAsync(Bitcoin, CancellationToken.None))!.Score);
        await Assert.ThrowsAsync<StaleOwnerException>(() => unit.ReportAsync(runId, 1, Backtesting));
        await Assert.ThrowsAsync<StaleOwnerException>(() => unit.FailAsync(runId, 1, "late", transient: true));
        await unit.AbandonAsync(runId, 1);
        Assert.Equal(ended, await cluster.RecordAsync(runId, Bitcoin));
    }

    [PostgresFact]
    public async Task A_unit_keeps_its_history_over_runs()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var unit = cluster.Unit(Bitcoin);
        var (first, second) = (await cluster.PlanAsync(Bitcoin), await cluster.PlanAsync(Bitcoin));
        await WorkAsync(
            second, 60, new SearchHistory(second, "BTCUSDT/15m/mlp/h4", 3, 1, 0, [new BestTrial(0, 0.1), new BestTrial(2, 0.2)]));
        await WorkAsync(first, 90, new SearchHistory(first, "BTCUSDT/15m/mlp/h4", 1, 0, 1, [new BestTrial(0, 0.3)]));

        var history = (await new UnitStateTable(cluster.Database).HistoryAsync(Bitcoin, CancellationToken.None))!;

        Assert.Equal(new ServingModel(second, "mlp", 4, 60), history.Serving); // the run that was asked for later serves
        Assert.Equal([(second, 1L), (first, 1)], history.TestOpenings.Select(opening => (opening.RunId, opening.Token)));
        Assert.Equal(
            [(second, 3, 2), (first, 1, 1)], history.Searches.Select(search => (search.RunId, search.Complete, search.Best.Count)));
        Assert.Equal(new BestTrial(2, 0.2), history.Searches[0].Best[1]);

        async Task WorkAsync(string runId, double score, SearchHistory search)
        {
            Assert.NotNull(await unit.StartAsync(runId, cluster.Owner(), "cpu"));
            await unit.RecordSearchAsync(1, search with { Complete = 0, Best = [] });
            await unit.RecordSearchAsync(1, search);
            if (runId == second)
            {
                await unit.ReportAsync(runId, 1, Backtesting);
                await unit.ReportAsync(runId, 1, Backtesting with { Fraction = 0.95 });
            }
            await unit.FinishAsync(runId, 1, Scored(score));
            await Assert.ThrowsAsync<StaleOwnerException>(() => unit.RecordSearchAsync(1, search));
        }
    }

    [PostgresFact]
    public async Task A_test_part_that_was_read_is_known_where_the_unit_fails()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var runId = await cluster.PlanAsync(Bitcoin);
        var unit = cluster.Unit(Bitcoin);
        await unit.StartAsync(runId, cluster.Owner(), "cpu");
        var evidence = new TestEvidence(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), 8000, double.NaN, double.NaN, double.NaN, "market",
            "specification", 1)
        {
            BarMarks = "00000001",
        };

        await unit.OpenTestAsync(runId, 1, evidence);
        await unit.OpenTestAsync(runId, 1, evidence with { Candidates = 2 });
        await unit.FailAsync(runId, 1, "it broke", transient: false);

        var opened = Assert.Single(await new OpenedTestTable(cluster.Database).OfUnitAsync(Bitcoin, CancellationToken.None));
        Assert.Equal(OpenedTest.Of(runId, Bitcoin, evidence, opened.At) with { Candidates = 2 }, opened);
        var history = await new UnitStateTable(cluster.Database).HistoryAsync(Bitcoin, CancellationToken.None);
        Assert.Equal((runId, 1L), history!.TestOpenings.Select(opening => (opening.RunId, opening.Token)).Single());
        await Assert.ThrowsAsync<StaleOwnerException>(() => unit.OpenTestAsync(runId, 1, evidence));
    }

    [PostgresFact]
    public async Task One_runs_work_at_a_time_and_the_others_wait()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var unit = cluster.Unit(Bitcoin);
        var (first, second) = (await cluster.PlanAsync(Bitcoin), await cluster.PlanAsync(Bitcoin));

        Assert.NotNull(await unit.StartAsync(first, cluster.Owner(), "cpu"));
        Assert.Null(await unit.StartAsync(second, new UnitOwner("other", cluster.Owner().Address), "cpu"));
        await unit.ReleaseAsync(first, 1);

        Assert.NotNull(await unit.StartAsync(second, new UnitOwner("other", cluster.Owner().Address), "cpu"));
        var left = await cluster.RecordAsync(first, Bitcoin);
        Assert.Equal((UnitState.Queued, null, 0), (left.State, left.Owner, left.Faults));
    }

    [PostgresFact]
    public async Task An_owner_that_asks_again_takes_a_new_token_and_no_fault()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var runId = await cluster.PlanAsync(Bitcoin);
        await cluster.Unit(Bitcoin).StartAsync(runId, cluster.Owner(), "cpu");

        var again = await cluster.Unit(Bitcoin).StartAsync(runId, cluster.Owner(), "cpu");

        Assert.Equal(2, again!.Token);
        Assert.Equal(0, (await cluster.RecordAsync(runId, Bitcoin)).Faults);
    }

    [PostgresFact]
    public async Task A_refused_state_leaves_no_row_and_the_next_call_reads_anew()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var runId = await cluster.PlanAsync(Bitcoin);
        var unit = cluster.Unit(Bitcoin);
        await unit.StartAsync(runId, cluster.Owner(), "cpu");
        // another activation wrote
        Assert.Equal(1, await cluster.Database.ExecuteAsync("update orleans.states set version = version + 1", CancellationToken.None));

        await Assert.ThrowsAnyAsync<OrleansException>(() => unit.ReleaseAsync(runId, 1));

        var left = await cluster.RecordAsync(runId, Bitcoin);
        Assert.Equal((UnitState.Preflight, "silo-0"), (left.State, left.Owner));
        await unit.ReleaseAsync(runId, 1);
        Assert.Equal(UnitState.Queued, (await cluster.RecordAsync(runId, Bitcoin)).State);
    }

    [PostgresFact]
    public async Task The_unit_of_a_silo_that_died_is_claimed_anew()
    {
        await using var cluster = await GrainCluster.StartAsync(silos: 3);
        var runId = await cluster.PlanAsync(Bitcoin);
        var victim = cluster.Silos.Silos[^1];
        await cluster.Unit(Bitcoin).StartAsync(runId, cluster.Owner(2), "cpu");
        Assert.Null(await cluster.Unit(Bitcoin).StartAsync(runId, cluster.Owner(), "cpu"));

        await cluster.Silos.KillSiloAsync(victim);
        var claimed = await cluster.UntilAsync(async () =>
        {
            try
            {
                return await cluster.Unit(Bitcoin).StartAsync(runId, cluster.Owner(), "cpu");
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                return null; // the grain was on the silo that died
            }
        });

        Assert.Equal(2, claimed.Token);
        Assert.Equal(("silo-0", 1), await cluster.RecordAsync(runId, Bitcoin) is { } record ? (record.Owner, record.Faults) : default);
        await Assert.ThrowsAsync<StaleOwnerException>(() => cluster.Unit(Bitcoin).FinishAsync(runId, 1, Scored(50)));
    }

    private static UnitResult Scored(double score) => new(Bitcoin.Coin, Bitcoin.Timeframe, UnitStatus.Done, "", "")
    {
        Family = "mlp",
        Horizon = 4,
        Score = score,
        Tier = QualityTier.Medium,
        Action = GateAction.Warmup,
    };
}
