using System.Text;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Search.Studies;
using Huracan.Engine.Tables;
using Huracan.Storage.Runs;

namespace Huracan.Tests.Storage.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RunFolder run;

    public RunFolderTests() => run = new RunFolder(folder["run"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_published_is_read_hashed_and_listed()
    {
        Assert.Null(run.TryRead("BTCUSDT/15m/metrics.json"));
        Assert.Null(run.Hash("BTCUSDT/15m/metrics.json"));
        Assert.Empty(run.List());
        run.Publish("BTCUSDT/15m/metrics.json", "abc"u8);
        run.Publish("summary.txt", "öäü"u8);
        Assert.Equal("abc", Encoding.UTF8.GetString(run.TryRead("BTCUSDT/15m/metrics.json")!));
        // SHA-256("abc") of FIPS 180-2, appendix B.1.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", run.Hash("BTCUSDT/15m/metrics.json"));
        Assert.Equal(["BTCUSDT/15m/metrics.json", "summary.txt"], run.List());
        Assert.Equal(["BTCUSDT/15m/metrics.json"], run.List("BTCUSDT"));
        Assert.True(run.Exists("BTCUSDT/15m"));
        run.Delete("BTCUSDT");
        run.Delete("BTCUSDT");
        Assert.False(run.Exists("BTCUSDT/15m/metrics.json"));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\..\\b")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("a\0b")]
    [InlineData("")]
    public void A_name_that_leads_out_is_refused(string name)
    {
        var error = Assert.Throws<InputRefusedException>(() => run.Publish(name, "x"u8));
        Assert.StartsWith($"'{name}' is not a name inside {folder["run"]}", error.Message, StringComparison.Ordinal);
        Assert.Throws<InputRefusedException>(() => run.TryRead(name));
        Assert.Throws<InputRefusedException>(() => run.Delete(name));
        Assert.Empty(folder.Entries());
    }

    [Fact]
    public void The_hash_of_a_folder_depends_on_names_and_contents()
    {
        run.Publish("a/x", "1"u8);
        run.Publish("b/x", "1"u8);
        run.Publish("c/y", "1"u8);
        run.Publish("d/x", "2"u8);
        Assert.Equal(run.Hash("a"), run.Hash("b"));
        Assert.Equal(3, new[] { run.Hash("a"), run.Hash("c"), run.Hash("d") }.Distinct().Count());
    }

    [Fact]
    public void Old_temporary_files_are_removed_and_recent_ones_kept()
    {
        run.Publish("unit/x", "1"u8);
        File.WriteAllText(folder["run/unit/.x.77-1.tmp"], "half");
        Directory.CreateDirectory(folder["run/unit/.model.77-2.tmp/sub"]);
        File.WriteAllText(folder["run/unit/.model.77-2.tmp/sub/.w.77-3.tmp"], "half");
        Assert.Equal(["unit/x"], run.List());
        Assert.Equal(0, run.SweepTemporaries(TimeSpan.FromHours(1), TimeProvider.System));
        Assert.Equal(3, run.SweepTemporaries(TimeSpan.FromSeconds(-1), TimeProvider.System));
        Assert.Equal(["run", "run/unit", "run/unit/x"], folder.Entries());
        Assert.Equal(0, new RunFolder(folder["none"]).SweepTemporaries(TimeSpan.Zero, TimeProvider.System));
    }

    [Fact]
    public void Json_and_tables_go_in_and_out()
    {
        run.WriteJson("a.json", new Dictionary<string, double> { ["x"] = 0.1 });
        Assert.Equal(0.1, run.ReadJson<Dictionary<string, double>>("a.json")?["x"]);
        Assert.Null(run.ReadJson<Dictionary<string, double>>("b.json"));
        var table = new Table(new TableColumn("x", new[] { 0.1, 0.2 }));
        run.WriteTable("t.parquet", table);
        run.WriteCsv("t.csv", table);
        Assert.Equal<double[]>([0.1, 0.2], run.ReadTable("t.parquet")?.Get<double>("x"));
        Assert.Equal("x\n0.1\n0.2\n", File.ReadAllText(folder["run/t.csv"]));
        Assert.Null(run.ReadTable("u.parquet"));
        run.Publish("a.json", "{"u8);
        var error = Assert.Throws<InputRefusedException>(() => run.ReadJson<Dictionary<string, double>>("a.json"));
        Assert.StartsWith($"{folder["run/a.json"]}, line 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_is_hashed_by_its_content()
    {
        IRunFolder pipeline = run;
        using (var study = pipeline.OpenStudy("BTCUSDT/1h/optuna.db", "btc", StudyDirection.Maximize))
            study.Put(new FrozenTrial(0, TrialState.Complete) { Value = 1, Started = DateTimeOffset.UnixEpoch });
        using (var study = pipeline.OpenStudy("BTCUSDT/4h/optuna.db", "btc", StudyDirection.Maximize))
            study.Put(new FrozenTrial(0, TrialState.Complete) { Value = 1, Started = DateTimeOffset.UnixEpoch.AddDays(1) });
        run.Publish("broken.db", "abc"u8);

        Assert.Equal(["BTCUSDT/1h/optuna.db", "BTCUSDT/4h/optuna.db"], run.List("BTCUSDT"));
        Assert.NotEqual(run.TryRead("BTCUSDT/1h/optuna.db"), run.TryRead("BTCUSDT/4h/optuna.db"));
        Assert.Equal(run.Hash("BTCUSDT/1h/optuna.db"), run.Hash("BTCUSDT/4h/optuna.db"));
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", run.Hash("broken.db"));
        using (var study = pipeline.OpenStudy("BTCUSDT/4h/optuna.db", "btc", StudyDirection.Maximize))
            study.Put(new FrozenTrial(0, TrialState.Complete) { Value = 2 });
        Assert.NotEqual(run.Hash("BTCUSDT/1h/optuna.db"), run.Hash("BTCUSDT/4h/optuna.db"));
    }
}
