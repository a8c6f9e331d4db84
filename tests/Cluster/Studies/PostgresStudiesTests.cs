using Huracan.Cluster.Studies;
using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;
using Npgsql;

using Huracan.Tests.Cluster.Harness;

namespace Huracan.Tests.Cluster.Studies;

public class PostgresStudiesTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    [PostgresFact]
    public async Task Studies_are_found_and_removed_by_prefix()
    {
        var studies = new PostgresStudies(await cluster.DatabaseAsync());
        await using var source = await SourceAsync();
        string[] names = ["find/A/1h", "find/A/4h", "find/B/1h", "find/%_", "finder", "fin", "Find/A"];
        foreach (var name in names)
            Put(source, name, 2);

        Assert.Equal(
            ["find/%_", "find/A/1h", "find/A/4h", "find/B/1h"], await studies.NamesAsync("find/", null, 10, CancellationToken.None));
        Assert.Equal(["find/A/1h", "find/A/4h"], await studies.NamesAsync("find/A/", null, 10, CancellationToken.None));
        Assert.Equal(["find/A/1h", "find/A/4h"], await studies.NamesAsync("find/", "find/%_", 2, CancellationToken.None));

        Assert.Equal(4, await studies.DeleteAsync("find/", CancellationToken.None));

        Assert.Equal(["fin", "finder"], await studies.NamesAsync("fin", null, 10, CancellationToken.None));
        Assert.Null(await studies.FindAsync("find/A/1h", CancellationToken.None));
        Assert.Equal(2, (await studies.FindAsync("finder", CancellationToken.None))!.Trials.Count);
        await Assert.ThrowsAsync<ArgumentException>(() => studies.DeleteAsync("", CancellationToken.None));
    }

    [PostgresFact]
    public async Task Trials_are_read_by_pages_and_only_those_that_changed()
    {
        var studies = new PostgresStudies(await cluster.DatabaseAsync(), TimeZoneInfo.Utc);
        await using var source = await SourceAsync();
        using var storage = PostgresStudyStorage.Open(source, "pages", StudyDirection.Minimize, zone: TimeZoneInfo.Utc);
        var random = new SeededRandom(3);
        for (var number = 0; number < 25; number++)
            storage.Put(RandomTrials.Trial(number, random));

        var first = await studies.TrialsAsync("pages", -1, 10, 0, CancellationToken.None);
        var rest = await studies.TrialsAsync("pages", 9, 100, 0, CancellationToken.None);
        Assert.Equal(RandomTrials.Text(storage.Load()), RandomTrials.Text(first.Concat(rest).Select(row => row.Trial)));
        var seen = first.Concat(rest).Max(row => row.Change);
        Assert.Empty(await studies.TrialsAsync("pages", -1, 100, seen, CancellationToken.None));

        storage.Put(storage.Load()[4] with { Reports = [new(99, 1)] });
        storage.Put(RandomTrials.Trial(25, random));

        var changed = await studies.TrialsAsync("pages", -1, 100, seen, CancellationToken.None);
        Assert.Equal([4, 25], changed.Select(row => row.Trial.Number));
        Assert.Equal(99, changed[0].Trial.LastStep);
        Assert.Empty(await studies.TrialsAsync("no such study", -1, 10, 0, CancellationToken.None));
    }

    [PostgresFact]
    public async Task An_exception_of_the_guard_rolls_the_write_back()
    {
        await using var source = await SourceAsync();
        var (isStale, looks) = (false, 0);
        using var storage = PostgresStudyStorage.Open(source, "guarded", StudyDirection.Minimize, Guard);
        storage.Put(new FrozenTrial(0, TrialState.Running));
        storage.SetAttribute("a", "1");
        storage.Heartbeat(0);
        Assert.Equal(4, looks);

        isStale = true;
        Assert.Throws<TimeoutException>(() => storage.Put(new FrozenTrial(0, TrialState.Fail)));
        Assert.Throws<TimeoutException>(() => storage.Put(new FrozenTrial(1, TrialState.Running)));
        Assert.Throws<TimeoutException>(() => storage.SetAttribute("a", "2"));
        Assert.Throws<TimeoutException>(() => PostgresStudyStorage.Open(source, "never made", StudyDirection.Minimize, Guard));

        var kept = await new PostgresStudies(await cluster.DatabaseAsync()).FindAsync("guarded", CancellationToken.None);
        Assert.Equal(TrialState.Running, Assert.Single(kept!.Trials).State);
        Assert.Equal("1", kept.Attributes["a"]);
        isStale = false;
        storage.Put(new FrozenTrial(0, TrialState.Fail));
        storage.Put(new FrozenTrial(1, TrialState.Running));
        Assert.Equal([TrialState.Fail, TrialState.Running], storage.Load().Select(trial => trial.State));

        void Guard(NpgsqlConnection connection)
        {
            looks++;
            using var command = new NpgsqlCommand("select 1", connection);
            command.ExecuteScalar();
            if (isStale)
                throw new TimeoutException("the claim is over");
        }
    }

    [PostgresFact]
    public async Task The_later_of_two_writers_is_refused()
    {
        await using var source = await SourceAsync();
        using var first = PostgresStudyStorage.Open(source, "contested", StudyDirection.Minimize);
        using var second = PostgresStudyStorage.Open(source, "contested", StudyDirection.Minimize);
        first.Put(new FrozenTrial(0, TrialState.Running));

        var exception = Assert.Throws<InputRefusedException>(() =>
            second.Put(new FrozenTrial(0, TrialState.Fail) { UserAttributes = FrozenTrial.NoAttributes.Add("a", "1") }));

        Assert.Contains("another process writes to the study 'contested'", exception.Message, StringComparison.Ordinal);
        var kept = await new PostgresStudies(await cluster.DatabaseAsync()).FindAsync("contested", CancellationToken.None);
        Assert.Equal((TrialState.Running, 0), (Assert.Single(kept!.Trials).State, kept.Trials[0].UserAttributes.Count));
    }

    [PostgresFact]
    public async Task Another_direction_more_objectives_and_another_version_are_refused()
    {
        var database = await cluster.DatabaseAsync();
        await using var source = await SourceAsync();
        Put(source, "odd", 1);

        Refused(StudyDirection.Minimize, "the study 'odd' is to MAXIMIZE; asked for is MINIMIZE.");
        await database.ExecuteAsync(
            "insert into optuna.study_directions (study_id, direction, objective) select study_id, 'MINIMIZE', 1 from optuna.studies where "
                + "study_name = 'odd'",
            CancellationToken.None);
        Refused(StudyDirection.Maximize, "has 2 objectives (MAXIMIZE, MINIMIZE)");
        try
        {
            await database.ExecuteAsync("update optuna.alembic_version set version_num = 'v9'", CancellationToken.None);
            Refused(StudyDirection.Maximize, "The database has Optuna's schema 'v9'; only 'v3.2.0.a'");
        }
        finally
        {
            await database.ExecuteAsync("update optuna.alembic_version set version_num = $1", CancellationToken.None, OptunaSchema.Version);
        }

        void Refused(StudyDirection direction, string message) => Assert.Contains(
            message, Assert.Throws<InputRefusedException>(() => PostgresStudyStorage.Open(source, "odd", direction)).Message,
            StringComparison.Ordinal);
    }

    private async Task<NpgsqlDataSource> SourceAsync() => NpgsqlDataSource.Create((await cluster.DatabaseAsync()).ConnectionString);

    private static void Put(NpgsqlDataSource source, string name, int trials)
    {
        using var storage = PostgresStudyStorage.Open(source, name, StudyDirection.Maximize);
        for (var number = 0; number < trials; number++)
            storage.Put(new FrozenTrial(number, TrialState.Running));
    }
}
