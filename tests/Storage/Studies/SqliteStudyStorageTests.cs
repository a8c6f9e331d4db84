using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;
using Microsoft.Data.Sqlite;

namespace Huracan.Tests.Storage.Studies;

public sealed class SqliteStudyStorageTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 23, 59, 59, 123, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_plain_file_is_left()
    {
        using (var storage = Open())
        {
            Put(storage, 0);
            Assert.Contains("optuna.db-wal", folder.Entries());
            storage.Dispose(); // and once more at the end
        }

        Assert.Equal(["optuna.db"], folder.Entries());
        Assert.Equal("delete", Text("pragma journal_mode"));
        Assert.Equal("ok", Text("pragma integrity_check"));
        Assert.Equal("v3.2.0.a", Text("select version_num from alembic_version"));
        Assert.Equal("12", Text("select schema_version from version_info"));
    }

    [Fact]
    public void What_a_killed_writer_left_opens_with_all_that_it_kept()
    {
        using var other = new TemporaryFolder();
        using (var storage = Open())
        {
            for (var number = 0; number < 50; number++)
                Put(storage, number);
            foreach (var name in folder.Entries().Where(name => !name.EndsWith(".tmp", StringComparison.Ordinal)))
                File.Copy(folder[name], other[name]); // as a kill would leave them
            other.Write(".optuna.db.lock.tmp", ""); // locked by nobody any more
        }
        Assert.Contains("optuna.db-wal", other.Entries());

        Assert.Equal(50, SqliteStudyStorage.Read(other["optuna.db"]).Trials.Count);
        using (var again = SqliteStudyStorage.Open(other["optuna.db"], "btc", StudyDirection.Maximize))
            Put(again, 50);

        Assert.Equal(["optuna.db"], other.Entries());
        Assert.Equal(51, SqliteStudyStorage.Read(other["optuna.db"]).Trials.Count);
    }

    [Fact]
    public void A_file_is_made_whole_or_not_at_all()
    {
        File.WriteAllBytes(folder["optuna.db"], []); // what is left of a writer that was killed before its first commit

        using (var storage = Open())
            Put(storage, 0);

        Assert.Single(SqliteStudyStorage.Read(folder["optuna.db"]).Trials);
    }

    [Fact]
    public void It_is_read_beside_a_living_writer_and_nothing_is_left_behind()
    {
        using var storage = Open();
        Put(storage, 0);
        storage.SetAttribute("coin", "\"BTC\"");
        var before = folder.Entries();

        var read = SqliteStudyStorage.Read(folder["optuna.db"]);
        Put(storage, 1);

        Assert.Equal(before, folder.Entries());
        Assert.Equal(
            ("btc", StudyDirection.Maximize, 1, "\"BTC\""), (read.Name, read.Direction, read.Trials.Count, read.Attributes["coin"]));
        Assert.Equal(2, SqliteStudyStorage.Read(folder["optuna.db"], "btc").Trials.Count);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("wal")]
    public void Reading_changes_nothing_and_leaves_nothing(string mode)
    {
        using (var storage = Open())
            Put(storage, 0);
        Text($"pragma journal_mode = {mode}");
        var bytes = File.ReadAllBytes(folder["optuna.db"]);

        Assert.Single(SqliteStudyStorage.Read(folder["optuna.db"]).Trials);

        Assert.Equal(["optuna.db"], folder.Entries());
        Assert.Equal(bytes, File.ReadAllBytes(folder["optuna.db"]));
    }

    [Fact]
    public void Dates_are_the_zones_own_with_six_decimals()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromHours(3), "here", "here");
        using (var storage = SqliteStudyStorage.Open(folder["optuna.db"], "btc", StudyDirection.Maximize, zone))
            Put(storage, 0);

        Assert.Equal("2026-02-01 02:59:59.123000", Text("select datetime_start from trials"));
        Assert.Equal(Start, SqliteStudyStorage.Read(folder["optuna.db"], zone: zone).Trials[0].Started);
    }

    [Fact]
    public void A_heartbeat_stands_until_the_trial_ends()
    {
        using var storage = Open();
        storage.Put(new FrozenTrial(0, TrialState.Running) { Started = Start });
        storage.Heartbeat(0);
        storage.Heartbeat(0);
        Assert.Equal("1", Text("select count(*) from trial_heartbeats where abs(julianday('now') - julianday(heartbeat)) < 0.01"));

        Put(storage, 0);

        Assert.Equal("0", Text("select count(*) from trial_heartbeats"));
    }

    [Fact]
    public void A_value_that_is_no_number_and_a_name_too_long_are_a_programmers_errors()
    {
        using var storage = Open();
        Assert.Throws<ArgumentException>(() => storage.Put(new FrozenTrial(0, TrialState.Complete) { Value = double.NaN }));
        Assert.Throws<ArgumentException>(() => storage.SetAttribute(new string('x', 513), "1"));
        Assert.Empty(storage.Load());
    }

    private SqliteStudyStorage Open() => SqliteStudyStorage.Open(folder["optuna.db"], "btc", StudyDirection.Maximize);

    private static void Put(IStudyStorage storage, int number) =>
        storage.Put(new FrozenTrial(number, TrialState.Complete) { Value = number, Started = Start, Completed = Start.AddSeconds(1) });

    private string? Text(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder["optuna.db"]};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
