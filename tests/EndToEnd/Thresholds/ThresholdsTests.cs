using System.Text.Json.Nodes;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Thresholds;

[Collection("finished run")]
public sealed class ThresholdsTests(FinishedRun finished) : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_least_score_beyond_all_turns_every_coin_to_no_trade()
    {
        var run = finished.CopyTo(scratch);

        (await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output, "--min-score", "99")).Expect(0);

        var coins = run.Json("thresholds/1h.json")["coins"]!.AsObject();
        Assert.Equal(2, coins.Count);
        Assert.All(coins, coin => Assert.Equal("NO_TRADE", (string?)coin.Value!["status"]));
        Assert.Equal(
            run.Json("thresholds/1h.json").ToJsonString(),
            JsonNode.Parse(File.ReadAllText(Path.Combine(run.Output, "config/per_coin_thresholds.json")))!.ToJsonString());
    }

    [Fact]
    public async Task The_run_keeps_the_least_score_and_all_its_files_say_the_same()
    {
        var run = finished.CopyTo(scratch);
        (await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output, "--min-score", "99")).Expect(0);
        var decided = run.Bytes();

        (await HuracanProcess.RunAsync("run", "--resume", run.Id, "--out", run.Output, "--workers", "1")).Expect(0);

        Assert.Equal(decided, run.Bytes());
        Assert.Equal("NO_TRADE", (string?)run.Unit("BTCUSDT")["action"]);
        Assert.Equal("NO_TRADE", (string?)run.Json("BTCUSDT/1h/unit.json")["result"]!["action"]); // a report has a result
        Assert.Equal(2, (int?)run.Json("thresholds/1h.json")["summary"]!["no_trade_coins"]); // a file has a summary
    }

    [Fact]
    public async Task Verdicts_that_are_given_again_are_known_to_other_runs()
    {
        var run = finished.CopyTo(scratch); // without the openings

        (await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output, "--min-score", "50")).Expect(0);

        var opened = await Openings.ListAsync(run.Output);
        Assert.Equal(["BTCUSDT", "SIM001USDT"], opened.Select(test => test.Unit.Coin));
        Assert.All(opened, test => Assert.NotNull(test.IsPromising));
        Assert.All(opened, test => Assert.Equal(
            (double?)run.Unit(test.Unit.Coin)["verdict"]!["p_value"] ?? double.NaN, // a scored one has a verdict
            test.PValue));
    }

    [Theory]
    [InlineData("101")]
    [InlineData("some")]
    [InlineData("-1")]
    [InlineData("NaN")]
    public async Task A_least_score_out_of_range_is_refused_and_changes_nothing(string score)
    {
        var run = finished.CopyTo(scratch);
        var before = run.Bytes();

        var outcome = await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output, "--min-score", score);

        outcome.ExpectRefusal("--min-score", score);
        Assert.Equal(before, run.Bytes());
    }

    [Fact]
    public async Task An_unfinished_run_is_sent_to_its_end_first()
    {
        var run = finished.CopyTo(scratch);
        File.Delete(run.PathOf("summary.json"));

        var outcome = await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output, "--min-score", "50");

        outcome.ExpectRefusal("summary.json", $"huracan run --resume {run.Id}");
    }

    public void Dispose() => scratch.Dispose();
}
