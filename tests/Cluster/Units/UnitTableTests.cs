using Huracan.Cluster.Files;
using Huracan.Cluster.Models;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;
using Huracan.Tests.Cluster.Harness;

namespace Huracan.Tests.Cluster.Units;

public class UnitTableTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    private static readonly UnitId Coin = new("AUSDT", Timeframe.H1);
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task A_record_is_read_as_it_was_written()
    {
        var units = new UnitTable(await cluster.DatabaseAsync());
        var key = new UnitKey(await cluster.RunAsync(Coin), Coin);
        var wanted = new UnitRecord(key)
        {
            State = UnitState.Finalizing,
            DesiredState = DesiredState.Pause,
            Owner = "silo-1",
            Token = 7,
            OwnerAddress = "S127.0.0.1:11111:1#3",
            Faults = 2,
            NotBefore = Now.AddHours(1),
            Priority = -3,
            Device = "cuda",
            Progress = 0.25,
            Activity = new UnitActivity("AUSDT/1h/mlp/h4", "tune")
            {
                Epoch = new EpochProgress("it's \"going\" on", 3, double.NaN, null, 1234.5),
                Trial = new TrialProgress(2, "PRUNED", null, 1, 0.125),
            },
            Reason = "ümlaut",
            Since = Now,
            Result = new UnitResult("AUSDT", Timeframe.H1, UnitStatus.Failed, "why", "what"),
        };

        await units.ChangeAsync(key, _ => wanted, CancellationToken.None);

        Assert.Equal(wanted, await units.FindAsync(key, CancellationToken.None));
    }

    [PostgresFact]
    public async Task Only_one_of_many_concurrent_claims_succeeds()
    {
        var units = new UnitTable(await cluster.DatabaseAsync());
        var key = new UnitKey(await cluster.RunAsync(Coin), Coin);

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            try
            {
                return await units.ChangeAsync(
                    key, unit => UnitMachine.Claim(unit, ClusterDatabase.Owner($"silo-{i}"), "cpu", Now), CancellationToken.None);
            }
            catch (UnitRefusedException)
            {
                return null;
            }
        }));

        var winner = Assert.Single(claims.OfType<UnitRecord>());
        Assert.Equal(1, winner.Token);
        Assert.Equal(winner.Owner, (await units.FindAsync(key, CancellationToken.None))!.Owner);
    }

    [PostgresFact]
    public async Task Writes_with_an_old_token_are_refused_everywhere()
    {
        var database = await cluster.DatabaseAsync();
        var units = new UnitTable(database);
        var key = new UnitKey(await cluster.RunAsync(Coin), Coin);
        await units.ChangeAsync(key, unit => UnitMachine.Claim(unit, ClusterDatabase.Owner("silo-1"), "cpu", Now), CancellationToken.None);
        await units.ChangeAsync(key, unit => ClusterDatabase.Machine.Abandon(unit, 1, Now), CancellationToken.None); // the first is dead
        await units.ChangeAsync(key, unit => UnitMachine.Claim(unit, ClusterDatabase.Owner("silo-2"), "cpu", Now), CancellationToken.None);

        await Assert.ThrowsAsync<StaleOwnerException>(() =>
            units.ChangeAsync(
                key, unit => UnitMachine.Advance(unit, 1, new UnitProgress(UnitState.Tuning, 0, null), Now), CancellationToken.None));
        await Assert.ThrowsAsync<StaleOwnerException>(() =>
            new FileTable(database).PublishAsync(key, 1, [new UnitFile("a", "b", "c", 1, 1)], [], CancellationToken.None));
        await Assert.ThrowsAsync<StaleOwnerException>(() =>
            database.TransactAsync(
                connection => ModelTable.FinishAsync(
                    connection, key, 1, new UnitResult("AUSDT", Timeframe.H1, UnitStatus.Done, "", ""), Now, CancellationToken.None),
                CancellationToken.None));

        Assert.Empty(await new FileTable(database).OfUnitAsync(key, CancellationToken.None));
        Assert.Equal(("silo-2", 2L), await units.FindAsync(key, CancellationToken.None) is { } left ? (left.Owner, left.Token) : default);
    }

    [PostgresFact]
    public async Task Files_are_published_replaced_and_removed_as_one()
    {
        var database = await cluster.DatabaseAsync();
        var (units, files) = (new UnitTable(database), new FileTable(database));
        var key = new UnitKey(await cluster.RunAsync(Coin), Coin);
        await units.ChangeAsync(key, unit => UnitMachine.Claim(unit, ClusterDatabase.Owner("silo-1"), "cpu", Now), CancellationToken.None);

        await files.PublishAsync(key, 1, [File("a", "1"), File("b", "2"), File("c", "3")], [], CancellationToken.None);
        await files.PublishAsync(key, 1, [File("a", "4")], ["b", "c"], CancellationToken.None);

        Assert.Equal([File("a", "4")], await files.OfUnitAsync(key, CancellationToken.None));
        Assert.Equal(
            ["1", "2", "3"], (await files.UnusedAsync(["1", "2", "3", "4"], CancellationToken.None)).Order(StringComparer.Ordinal));

        static UnitFile File(string path, string blob) => new(path, blob, "hash", 5, 1);
    }

    [PostgresFact]
    public async Task The_history_of_a_unit_has_every_state_change_and_no_mere_progress()
    {
        var database = await cluster.DatabaseAsync();
        var (units, changes) = (new UnitTable(database), new UnitChangeTable(database));
        var key = new UnitKey(await cluster.RunAsync(Coin), Coin);
        var runs = new RunTable(database, TimeProvider.System);
        await ChangeAsync(unit => UnitMachine.Claim(unit, ClusterDatabase.Owner("silo-1"), "cpu", Now));
        await ChangeAsync(unit => UnitMachine.Advance(unit, 1, new UnitProgress(UnitState.Finalizing, 0.1, Epoch(1)), Now));
        await ChangeAsync(unit => UnitMachine.Advance(unit, 1, new UnitProgress(UnitState.Finalizing, 0.2, Epoch(2)), Now));
        await ChangeAsync(unit => ClusterDatabase.Machine.Fail(unit, 1, "out of luck", transient: true, Now));
        await ChangeAsync(unit => UnitMachine.Claim(unit, ClusterDatabase.Owner("silo-2"), "cpu", Now.AddHours(1)));
        await runs.PauseAsync(key.RunId, CancellationToken.None);

        var all = await changes.OfUnitAsync(key, null, 10, CancellationToken.None);
        var rest = await changes.OfUnitAsync(key, all[1].Number, 2, CancellationToken.None);

        Assert.Equal(
            [
                (UnitState.Preflight, UnitState.Preflight, "PAUSE", "silo-2", 2L, ""),
                (UnitState.Queued, UnitState.Preflight, "RUN", "silo-2", 2, ""),
                (UnitState.Finalizing, UnitState.Queued, "RUN", "silo-1", 1, "out of luck"),
                (UnitState.Preflight, UnitState.Finalizing, "RUN", "silo-1", 1, ""),
                (UnitState.Queued, UnitState.Preflight, "RUN", "silo-1", 1, ""),
            ],
            all.Select(row => (row.View.From, row.View.State, row.View.DesiredState, row.View.Owner!, row.View.Token, row.View.Reason)));
        Assert.Equal(all.Skip(2).Take(2), rest);
        Assert.Equal(all.OrderByDescending(row => row.View.At), all);

        Task<UnitRecord> ChangeAsync(Func<UnitRecord, UnitRecord> change) => units.ChangeAsync(key, change, CancellationToken.None);
    }

    [PostgresFact]
    public async Task The_history_is_the_latest_first()
    {
        var units = new UnitTable(await cluster.DatabaseAsync());
        var unit = new UnitId("HISTUSDT", Timeframe.D1);
        string[] runs = [await cluster.RunAsync(unit), await cluster.RunAsync(unit), await cluster.RunAsync(unit)];

        var latest = await units.HistoryAsync(unit, null, 2, CancellationToken.None);
        var rest = await units.HistoryAsync(unit, latest[^1].Key.RunId, 2, CancellationToken.None);

        Assert.Equal(runs.Reverse(), latest.Concat(rest).Select(record => record.Key.RunId));
    }

    private static UnitActivity Epoch(int number) =>
        new("AUSDT/1h/mlp/h4", "final") { Epoch = new EpochProgress("best", number, 0.5, 0.6, 5000) };
}
