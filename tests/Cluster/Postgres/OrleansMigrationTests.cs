using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Cluster.Postgres;

public class OrleansMigrationTests
{
    private const int LastWithLeases = 13;

    [PostgresFact]
    public async Task Units_that_were_half_done_wait_again_and_keep_their_tokens_and_files()
    {
        await using var database = new Database(await TestPostgres.CreateAsync());
        await Migrator.MigrateAsync(database, LastWithLeases, CancellationToken.None);
        await database.ExecuteAsync(
            """
            insert into runs (id, created, state, version, source, config, features, request_hash)
                values ('run', now(), 'RUNNING', 'v1', '', '', '', '');
            insert into units
                (run_id, coin, timeframe, state, desired_state, owner, token, row_version, lease_until, faults, priority, progress, reason,
                since, device)
            values
                ('run', 'AUSDT', 60, 'FINALIZING', 'RUN', 'silo-1', 3, 9, now(), 1, 0, 0.5, '', now(), 'cpu'),
                ('run', 'BUSDT', 60, 'TUNING', 'CANCEL', 'silo-1', 1, 9, now(), 0, 0, 0.1, '', now(), 'cpu'),
                ('run', 'CUSDT', 60, 'TUNING', 'PAUSE', 'silo-2', 2, 9, now(), 0, 0, 0.1, '', now(), 'cpu'),
                ('run', 'DUSDT', 60, 'SCORED', 'RUN', null, 1, 9, null, 0, 0, 1, '', now(), 'cpu'),
                ('run', 'EUSDT', 60, 'QUEUED', 'RUN', null, 0, 9, null, 0, 0, 0, '', now(), null);
            insert into files (run_id, coin, timeframe, path, blob, sha256, size, token) values ('run', 'AUSDT', 60, 'a', 'b', 'c', 1, 3);
            create table qrtz_triggers (name text primary key);
            """,
            CancellationToken.None);

        Assert.Equal(["0014_orleans"], await Migrator.MigrateAsync(database, LastWithLeases + 1, CancellationToken.None));
        await Migrator.MigrateAsync(database, CancellationToken.None); // as this program reads units

        var units = await new UnitTable(database).OfRunAsync("run", null, 10, CancellationToken.None);
        Assert.Equal(
            [
                ("AUSDT", UnitState.Queued, DesiredState.Run, 3L, 1),
                ("BUSDT", UnitState.Cancelled, DesiredState.Run, 1, 0),
                ("CUSDT", UnitState.Queued, DesiredState.Pause, 2, 0),
                ("DUSDT", UnitState.Scored, DesiredState.Run, 1, 0),
                ("EUSDT", UnitState.Queued, DesiredState.Run, 0, 0),
            ],
            units.Select(unit => (unit.Key.Unit.Coin, unit.State, unit.DesiredState, unit.Token, unit.Faults)));
        Assert.All(units, unit => Assert.Null(unit.Owner));
        var changes = await new UnitChangeTable(database).OfUnitAsync(units[0].Key, null, 10, CancellationToken.None);
        Assert.Equal(
            (UnitState.Finalizing, UnitState.Queued, "The cluster was upgraded."), changes.Select(change =>
                (change.View.From, change.View.State, change.View.Reason)).Single());
        Assert.Equal([1L], await database.QueryAsync("select count(*) from files", row => row.GetInt64(0), CancellationToken.None));
        Assert.Empty(await database.QueryAsync(
            "select tablename from pg_tables where tablename like 'qrtz%'", row => row.GetString(0), CancellationToken.None));
        var due = await new DueTable(database, TimeProvider.System).DueAsync("cpu", 10, CancellationToken.None);
        Assert.Equal(["AUSDT", "EUSDT"], due.Select(key => key.Unit.Coin));
    }
}
