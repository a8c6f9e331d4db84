using System.Text.Json;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Studies;
using Huracan.Engine;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Huracan.Tests.Cluster.Studies;

/// <summary>Optuna opens what was written here, and the other way round.</summary>
public sealed class OptunaTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [OptunaFact]
    public async Task Optuna_reads_our_SQLite_file()
    {
        using (var storage = SqliteStudyStorage.Open(folder["a.db"], "btc", StudyDirection.Maximize, TimeZoneInfo.Utc))
            Fill(storage, infinities: true);
        var written = SqliteStudyStorage.Read(folder["a.db"], zone: TimeZoneInfo.Utc);
        Restamp(folder["a.db"], OptunaProgram.Version);

        Same(OptunaProgram.Expected(written), await OptunaProgram.DumpAsync($"sqlite:///{folder["a.db"]}", "btc"));
    }

    [OptunaFact]
    public async Task Optuna_reads_a_file_while_it_is_written()
    {
        using var storage = SqliteStudyStorage.Open(folder["a.db"], "btc", StudyDirection.Maximize, TimeZoneInfo.Utc);
        Restamp(folder["a.db"], OptunaProgram.Version);
        Fill(storage, infinities: false);

        var expected = OptunaProgram.Expected(new StoredStudy("btc", storage.Direction, storage.Attributes, storage.Load()));
        Same(expected, await OptunaProgram.DumpAsync($"sqlite:///{folder["a.db"]}", "btc"));
    }

    [OptunaFact("postgres")]
    public async Task Optuna_reads_our_tables_in_PostgreSQL()
    {
        await using var database = await TestPostgres.MigratedAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        using var storage = PostgresStudyStorage.Open(source, "run/BTCUSDT/1h/xgboost/h5", StudyDirection.Maximize, zone: TimeZoneInfo.Utc);
        Fill(storage, infinities: false);
        var written = await new PostgresStudies(database, TimeZoneInfo.Utc).FindAsync(storage.Name, CancellationToken.None);
        await RestampAsync(database, OptunaProgram.Version);

        Same(OptunaProgram.Expected(written!), await OptunaProgram.DumpAsync(Url(database), storage.Name));
    }

    [OptunaFact]
    public async Task A_study_by_Optuna_can_be_continued_here()
    {
        await OptunaProgram.SearchAsync($"sqlite:///{folder["a.db"]}", "btc", 20);
        var dump = await OptunaProgram.DumpAsync($"sqlite:///{folder["a.db"]}", "btc");
        Restamp(folder["a.db"], OptunaSchema.Version);

        var read = SqliteStudyStorage.Read(folder["a.db"], zone: TimeZoneInfo.Utc);
        Same(OptunaProgram.Expected(read), dump);
        Assert.Equal(Enum.GetValues<TrialState>().Order(), read.Trials.Select(trial => trial.State).Distinct().Order());
        using (var storage = SqliteStudyStorage.Open(folder["a.db"], "btc", StudyDirection.Maximize))
            storage.Put(RandomTrials.Trial(read.Trials.Count, new SeededRandom(1)));
        Assert.Equal(read.Trials.Count + 1, SqliteStudyStorage.Read(folder["a.db"]).Trials.Count);
    }

    [OptunaFact("postgres")]
    public async Task Optuna_continues_a_study_started_here_in_PostgreSQL()
    {
        await using var database = await TestPostgres.MigratedAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        using (var storage = PostgresStudyStorage.Open(source, "btc", StudyDirection.Maximize))
            storage.Put(new FrozenTrial(0, TrialState.Complete)
            {
                Value = -5,
                Started = DateTimeOffset.UnixEpoch,
                Completed = DateTimeOffset.UnixEpoch,
            });
        await RestampAsync(database, OptunaProgram.Version);

        await OptunaProgram.SearchAsync(Url(database), "btc", 12);
        var dump = await OptunaProgram.DumpAsync(Url(database), "btc");
        await RestampAsync(database, OptunaSchema.Version);

        Same(
            OptunaProgram.Expected((await new PostgresStudies(database, TimeZoneInfo.Utc).FindAsync("btc", CancellationToken.None))!),
            dump);
        using var again = PostgresStudyStorage.Open(source, "btc", StudyDirection.Maximize);
        Assert.Equal(15, again.Load().Count);
        again.Put(RandomTrials.Trial(15, new SeededRandom(1)));
    }

    private static void Fill(IStudyStorage storage, bool infinities)
    {
        var random = new SeededRandom(11);
        storage.SetAttribute("coin", "\"BTC\"");
        storage.Put(new FrozenTrial(0, TrialState.Complete)
        {
            Value = 0.25,
            Started = DateTimeOffset.UnixEpoch,
            Completed = DateTimeOffset.UnixEpoch.AddHours(1),
        });
        storage.Put(new FrozenTrial(1, TrialState.Running) { Started = DateTimeOffset.UnixEpoch });
        storage.Heartbeat(1);
        for (var number = 2; number < 60; number++)
        {
            var trial = RandomTrials.Trial(number, random);
            double? value = number % 5 > 0 || !infinities
                ? number / 3.0
                : number % 2 == 0
                ? double.PositiveInfinity
                : double.NegativeInfinity;
            storage.Put(trial with { Value = trial.Value is null ? null : value });
        }
    }

    private static void Same(JsonElement expected, JsonElement actual)
    {
        foreach (var (wanted, found) in expected.GetProperty("trials").EnumerateArray().Zip(actual.GetProperty("trials").EnumerateArray()))
        {
            foreach (var part in wanted.EnumerateObject())
                Assert.True(
                    JsonElement.DeepEquals(part.Value, found.GetProperty(part.Name)),
                    $"{part.Name} of {wanted}\nis {found.GetProperty(part.Name)}");
        }
        Assert.True(JsonElement.DeepEquals(expected, actual), $"{expected}\n{actual}");
    }

    private static void Restamp(string path, string version)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"update alembic_version set version_num = '{version}'";
        command.ExecuteNonQuery();
    }

    private static Task RestampAsync(Database database, string version) =>
        database.ExecuteAsync("update optuna.alembic_version set version_num = $1", CancellationToken.None, version);

    private static string Url(Database database)
    {
        var place = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var user = $"{place.Username}:{Uri.EscapeDataString(place.Password ?? "")}";
        return $"postgresql://{user}@{place.Host}:{place.Port}/{place.Database}?options=-csearch_path%3Doptuna";
    }
}
