using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;
using Microsoft.Data.Sqlite;

namespace Huracan.Tests.Storage.Studies;

/// <summary>Files that are refused: with what is wrong and what to do, and without a byte changed.</summary>
public sealed class SqliteRefusalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SqliteRefusalTests()
    {
        using var storage = Open();
        var distribution = new CategoricalDistribution(["lstm", "gru"]);
        for (var number = 0; number < 40; number++)
        {
            storage.Put(new FrozenTrial(number, TrialState.Complete)
            {
                Value = number,
                Parameters = [new("cell", new TrialParameter(distribution, 1))],
                Reports = [new(0, 1)],
            });
        }
    }

    private string Path => folder["optuna.db"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("update studies set study_name = 'eth'", "holds the study 'eth', not 'btc'. Move it away, or name another file.")]
    [InlineData(
        "update alembic_version set version_num = 'v9.0.0.a'",
        "has Optuna's schema 'v9.0.0.a'; only 'v3.2.0.a' (Optuna 3.2 to 5) will do.")]
    [InlineData("delete from alembic_version", "has no schema version; only 'v3.2.0.a'")]
    [InlineData("drop table alembic_version", "is an SQLite database, but none of Optuna's.")]
    [InlineData(
        "alter table trials drop column datetime_start",
        "is no study that Optuna 3.2 to 5 would open: SQLite Error 1: 'no such column: datetime_start'")]
    [InlineData("update study_directions set direction = 'MINIMIZE'", "the study 'btc' is to MINIMIZE; asked for is MAXIMIZE.")]
    [InlineData(
        "update study_directions set direction = 'NOT_SET'",
        "the study 'btc' has 1 objectives (NOT_SET); one is wanted, MINIMIZE or MAXIMIZE.")]
    [InlineData(
        "insert into study_directions (direction, study_id, objective) values ('MAXIMIZE', 1, 1)",
        "the study 'btc' has 2 objectives (MAXIMIZE, MAXIMIZE)")]
    [InlineData(
        "update trials set state = 'complete' where number = 7",
        "study 'btc', trial 7: its state is 'complete'; there are RUNNING, COMPLETE")]
    [InlineData(
        "update trials set datetime_start = '2026-01-31T23:59:59Z' where number = 7", "trial 7: '2026-01-31T23:59:59Z' is no date such as")]
    [InlineData("update trial_values set value_type = 'NEAR' where trial_id = 8", "trial 7: it has a value of the kind 'NEAR'")]
    [InlineData(
        "update trial_values set value = null where trial_id = 8",
        "trial 7: it has a value of the kind 'FINITE'; there are FINITE with a number")]
    [InlineData("update trial_values set objective = 1 where trial_id = 8", "trial 7: it has a value of a second objective")]
    [InlineData("update trial_params set param_value = 2 where trial_id = 8", "trial 7, parameter 'cell': there is no choice 2.")]
    [InlineData(
        "update trial_params set distribution_json = replace(distribution_json, 'Categorical', 'Normal')",
        "parameter 'cell': there is no distribution 'NormalDistribution'")]
    [InlineData("update trial_params set distribution_json = '{}'", "trial 0, parameter 'cell': '{}' is no distribution of Optuna's.")]
    [InlineData("update trial_params set distribution_json = 'x'", "trial 0, parameter 'cell': 'x' is no distribution of Optuna's.")]
    [InlineData("delete from trials where number = 7", "where trial 7 should stand there is 8; numbers count from 0 without a gap.")]
    [InlineData("update trials set number = null where number = 7", "a trial has no number.")]
    [InlineData("update trials set number = 6 where number = 7", "where trial 7 should stand there is 6")]
    public void A_file_of_another_kind_is_refused(string change, string message)
    {
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma foreign_keys = off; " + change;
            command.ExecuteNonQuery();
        }
        Refused(message);
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        File.Delete(Path);
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "create table notes (text)";
            command.ExecuteNonQuery();
        }
        Refused("is an SQLite database, but none of Optuna's. Move it away, or name another file.");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.001)]
    public void A_truncated_file_is_refused(double share)
    {
        var bytes = File.ReadAllBytes(Path);
        File.WriteAllBytes(Path, bytes[..(int)(share * bytes.Length)]);
        Refused("is damaged or cut short. Move it away, or put a copy in its place.");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(Path, string.Concat(Enumerable.Repeat("open_time,open,high,low,close\n", 100)));
        Refused("is no SQLite database. Move it away, or name another file.");
    }

    [Fact]
    public void A_file_locked_by_another_program_is_refused()
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "begin exclusive";
        command.ExecuteNonQuery();
        Refused("is locked: another process writes to it. Wait for it or end it, then try again.");
    }

    [Fact]
    public void A_second_writer_is_refused_and_the_first_continues()
    {
        using (var first = Open())
        {
            var error = Assert.Throws<InputRefusedException>(Open);
            Assert.Equal($"{Path} is locked: another writer has it open. Wait for it or end it, then try again.", error.Message);
            first.Put(new FrozenTrial(40, TrialState.Fail));
        }
        using var again = Open();
        Assert.Equal(41, again.Load().Count);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var error = Assert.Throws<InputRefusedException>(() =>
            SqliteStudyStorage.Open(folder["none/optuna.db"], "btc", StudyDirection.Maximize));
        Assert.EndsWith($"the folder {folder["none"]} does not exist.", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "does not exist", Assert.Throws<InputRefusedException>(() => SqliteStudyStorage.Read(folder["none.db"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_that_is_not_there_and_a_name_that_is_none_are_refused()
    {
        var error = Assert.Throws<InputRefusedException>(() => SqliteStudyStorage.Read(Path, "eth"));
        Assert.Equal($"{Path} holds the study 'btc'; there is no 'eth'.", error.Message);
        Assert.Throws<InputRefusedException>(() => SqliteStudyStorage.Open(folder["new.db"], "", StudyDirection.Maximize));
        Assert.Throws<InputRefusedException>(() =>
            SqliteStudyStorage.Open(folder["new.db"], new string('x', 513), StudyDirection.Maximize));
        Assert.Equal(["optuna.db"], folder.Entries());
    }

    private SqliteStudyStorage Open() => SqliteStudyStorage.Open(Path, "btc", StudyDirection.Maximize);

    private void Refused(string message)
    {
        var bytes = File.ReadAllBytes(Path);

        var error = Assert.Throws<InputRefusedException>(Open);

        Assert.StartsWith(Path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(["optuna.db"], folder.Entries());
        Assert.Equal(bytes, File.ReadAllBytes(Path));
    }
}
