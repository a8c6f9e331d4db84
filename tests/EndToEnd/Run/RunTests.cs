using System.Globalization;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

[Collection("finished run")]
public sealed class RunTests(FinishedRun finished) : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public void A_finished_run_has_all_its_deliverables_and_publishes_them()
    {
        var run = finished.Run;

        var checklist = run.Json("checklist.json").AsArray();
        Assert.All(checklist, item => Assert.True((bool?)item!["complete"], item.ToJsonString()));
        Assert.Equal(4, (int?)checklist.Single(item => (string?)item!["deliverable"] == "final models")!["present"]);
        Assert.Equal((2, 0, 0), ((int?)run.Summary["done"], (int?)run.Summary["skipped"], (int?)run.Summary["failed"]));
        Assert.Equal(
            File.ReadAllText(run.PathOf("thresholds/1h.json")),
            File.ReadAllText(Path.Combine(run.Output, "config/per_coin_thresholds.json")));
        Assert.Equal(File.ReadAllText(run.PathOf("summary.json")), File.ReadAllText(Path.Combine(run.Output, "reports/summary_v1.json")));
        Assert.True(File.Exists(Path.Combine(run.Output, "reports/per_coin/SIM001USDT_1h_v1.json")));
    }

    [Fact]
    public void A_run_records_its_environment()
    {
        var environment = finished.Run.Json("environment.json");

        Assert.Matches(@"^2\.\d+\.\d+$", (string?)environment["native"]!["libtorch"]);
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string?)environment["native"]!["xgboost"]);
        Assert.Matches(@"^MKL \d", (string?)environment["native"]!["blas"]);
        Assert.Matches(@"^\d+\.\d+", (string?)environment["packages"]!["Parquet.Net"]);
        Assert.Matches(@"^\d+\.\d+", (string?)environment["packages"]!["ScottPlot"]);
        Assert.Equal(Environment.ProcessorCount, (int?)environment["cores"]);
        Assert.Equal("cpu", (string?)environment["device"]);
    }

    [Fact]
    public void The_logs_of_a_run_are_JSON_lines()
    {
        var run = finished.Run.LogLines("run.log");
        var unit = finished.Run.LogLines("SIM001USDT/1h/run.log");

        Assert.Equal((2, 0, 0), ((int?)run[^1]["done"], (int?)run[^1]["skipped"], (int?)run[^1]["failed"]));
        Assert.Equal("ended: 2 done, 0 skipped, 0 failed", (string?)run[^1]["message"]);
        var epoch = unit.Single(line => (string?)line["family"] == "cnn-lstm" && (string?)line["epoch"]?["training"] == "best"
            && (int?)line["epoch"]!["number"] == 2);
        Assert.Equal(("SIM001USDT", "1h", "best", 4), (
            (string?)epoch["coin"], (string?)epoch["timeframe"], (string?)epoch["stage"], (int?)epoch["horizon"]));
        Assert.InRange((double?)epoch["epoch"]!["validation_loss"] ?? 0, 0.1, 3);
        Assert.Contains(unit, line => (string?)line["stage"] == "final" && (string?)line["progress"] == "FINISHED");
        var times = unit.Select(line => DateTimeOffset.Parse((string)line["time"]!, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.All(times, time => Assert.Equal(TimeSpan.Zero, time.Offset));
    }

    [Fact]
    public void Trades_of_a_run_have_the_columns_people_look_for()
    {
        var run = finished.Run;

        var header = File.ReadLines(run.PathOf("SIM001USDT/1h/xgboost/h4/trades.csv")).First();

        Assert.StartsWith("entry_time,entry_price,exit_time,exit_price,side,quantity,reason,fees,pnl", header, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_targets_and_refitting_change_trading_and_not_the_best_model()
    {
        var run = finished.Run;
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
    public async Task A_family_of_each_kind_is_run_by_its_name()
    {
        var config = scratch.Write("kinds.yaml", Settings.Trees + """

              linear: {rounds: 3, least_penalty: 0.1}
              lightgbm: {rounds: 8, num_leaves: 4}
              tcn: {lookback: 8, channels: 4, blocks: 1}
            """);

        var outcome = await HuracanProcess.RunAsync(
            "run", "--config", config, "--out", scratch.Path("out"), "--coins", "SIM001USDT", "--model", "linear,lightgbm,tcn", "--epochs",
            "1", "--workers", "1");

        outcome.Expect(0);
        var run = RunResult.Only(scratch.Path("out"));
        foreach (var (family, file) in new[] { ("linear", "model.json"), ("lightgbm", "model.txt"), ("tcn", "model.safetensors") })
            Assert.True(File.Exists(run.PathOf($"SIM001USDT/1h/{family}/h4/final_model/{file}")), family);
        Assert.Equal(
            ["linear", "lightgbm", "tcn"],
            run.Json("SIM001USDT/1h/unit.json")["candidates"]!.AsArray().Select(candidate => (string?)candidate!["family"]));
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string?)run.Json("environment.json")["native"]!["lightgbm"]);
    }

    public void Dispose() => scratch.Dispose();
}
