using System.Text.Json.Nodes;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

public sealed class RunTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_dry_run_prints_its_table_and_leaves_nothing()
    {
        var temporary = Directory.CreateDirectory(scratch.Path("tmp")).FullName;
        var config = scratch.Write("trees.yaml", Settings.Trees);

        var outcome = await HuracanProcess.RunWithAsync(
            new() { ["TMPDIR"] = temporary }, "run", "--config", config, "--out", scratch.Path("out"), "--coins", "SIM001USDT", "--dry-run");

        outcome.Expect(0);
        Assert.Contains("SIM001USDT/1h", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("bal. acc.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was kept", outcome.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.Path("out")));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(temporary), entry => entry.Contains("huracan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_finished_run_has_all_its_deliverables_and_publishes_them()
    {
        var run = await FinishedRun.GetAsync();

        var checklist = run.Json("checklist.json").AsArray();
        Assert.All(checklist, item => Assert.True((bool?)item!["complete"], item.ToJsonString()));
        Assert.Equal(4, (int?)checklist.Single(item => (string?)item!["deliverable"] == "final models")!["present"]);
        Assert.Equal((2, 0, 0), ((int?)run.Summary["done"], (int?)run.Summary["skipped"], (int?)run.Summary["failed"]));
        Assert.Equal(File.ReadAllText(run.PathOf("thresholds/1h.json")), File.ReadAllText(Path.Combine(run.Output, "config/per_coin_thresholds.json")));
        Assert.Equal(File.ReadAllText(run.PathOf("summary.json")), File.ReadAllText(Path.Combine(run.Output, "reports/summary_v1.json")));
        Assert.Contains("libtorch", (string?)run.Json("environment.json")["libtorch"], StringComparison.Ordinal);
        Assert.Contains("ended: 2 done", File.ReadAllText(run.PathOf("run.log")), StringComparison.Ordinal);
        Assert.Contains("train finished", File.ReadAllText(run.PathOf("SIM001USDT/1h/run.log")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run.Output, "reports/per_coin/SIM001USDT_1h_v1.json")));
    }

    [Fact]
    public async Task Trades_of_a_run_have_the_columns_people_look_for()
    {
        var run = await FinishedRun.GetAsync();

        var header = File.ReadLines(run.PathOf("SIM001USDT/1h/xgboost/h4/trades.csv")).First();

        Assert.StartsWith("entry_time,entry_price,exit_time,exit_price,side,quantity,reason,fees,pnl", header, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_targets_and_refitting_change_trading_and_not_the_best_model()
    {
        var run = await FinishedRun.GetAsync();
        var config = scratch.Write("trees.yaml", Settings.Trees + "\nstop_sigma: 0.5\ntarget_r: 1\n");

        var outcome = await HuracanProcess.RunAsync(
            "run", "--config", config, "--out", scratch.Path("out"), "--coins", "SIM001USDT", "--walk-forward", "refit", "--workers", "1");

        outcome.Expect(0);
        var refitted = RunResult.Only(scratch.Path("out"));
        const string candidate = "SIM001USDT/1h/xgboost/h4";
        Assert.Equal(run.Bytes()[$"{candidate}/best_model/model.ubj"], refitted.Bytes()[$"{candidate}/best_model/model.ubj"]);
        Assert.NotEqual(run.Bytes()[$"{candidate}/preds_test.parquet"], refitted.Bytes()[$"{candidate}/preds_test.parquet"]);
        var reasons = File.ReadLines(refitted.PathOf($"{candidate}/trades.csv")).Skip(1).Select(line => line.Split(',')[6]).ToHashSet();
        Assert.Contains("stop", reasons);
        Assert.Contains("target", reasons);
        Assert.DoesNotContain("stop", File.ReadAllText(run.PathOf($"{candidate}/trades.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_out_of_memory_halves_the_batch_and_goes_on()
    {
        var config = scratch.Write("wide.yaml", """
            timeframes: [1h]
            models: [cnn-lstm]
            horizons: [4]
            epochs: 1
            train_bars: 1500
            batch_size: 4096
            simulation: {coins: 0, timeframe: 1h, bars: 3200}
            model_settings:
              cnn-lstm: {lookback: 60, hidden_size: 4, conv_channels: 512}
            """);

        var outcome = await HuracanProcess.RunAsync("run", "--config", config, "--out", scratch.Path("out"), "--workers", "1", "--worker-memory", "450");

        outcome.Expect(0);
        var results = RunResult.Only(scratch.Path("out")).Json("BTCUSDT/1h/cnn-lstm/h4/training_results.json");
        Assert.InRange((int?)results["best"]!["batch_size"] ?? 0, 1, 750); // 1,500 samples fit into one batch at first
    }

    [Fact]
    public async Task A_full_disk_is_a_plain_message_and_the_run_resumes_when_there_is_space()
    {
        var config = scratch.Write("trees.yaml", Settings.Trees);
        // A limit on the size of files fails like a full disk and needs no rights; the runtime's own doubled mappings would meet it first.
        var environment = new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" };
        var full = await HuracanProcess.RunUnderShellAsync(
            "trap '' XFSZ; ulimit -f 400", environment, "run", "--config", config, "--out", scratch.Path("out"), "--coins", "SIM001USDT", "--workers", "1");
        var run = RunResult.Only(scratch.Path("out"));

        full.Expect(1);
        Assert.Equal("FAILED", (string?)run.Unit("SIM001USDT")["status"]);
        Assert.Contains("could not be written, and nothing was left behind", (string?)run.Unit("SIM001USDT")["reason"], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scratch.Path("out"), "*.tmp", SearchOption.AllDirectories));
        (await HuracanProcess.RunAsync("run", "--resume", run.Id, "--out", run.Output, "--workers", "1")).Expect(0);
    }

    public void Dispose() => scratch.Dispose();
}
