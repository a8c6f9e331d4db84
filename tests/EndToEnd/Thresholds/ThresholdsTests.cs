using System.Text.Json.Nodes;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Thresholds;

public sealed class ThresholdsTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_least_score_beyond_all_turns_every_coin_to_no_trade()
    {
        var run = await FinishedRun.CopyToAsync(scratch);

        (await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output, "--min-score", "99")).Expect(0);

        var coins = run.Json("thresholds/1h.json")["coins"]!.AsObject();
        Assert.Equal(2, coins.Count);
        Assert.All(coins, coin => Assert.Equal("NO_TRADE", (string?)coin.Value!["status"]));
        Assert.Equal(run.Json("thresholds/1h.json").ToJsonString(), JsonNode.Parse(File.ReadAllText(Path.Combine(run.Output, "config/per_coin_thresholds.json")))!.ToJsonString());
    }

    [Theory]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("NaN")]
    public async Task A_least_score_out_of_range_is_refused_and_changes_nothing(string score)
    {
        var run = await FinishedRun.CopyToAsync(scratch);
        var before = run.Bytes();

        var outcome = await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output, "--min-score", score);

        outcome.ExpectRefusal("--min-score", score);
        Assert.Equal(before, run.Bytes());
    }

    [Fact]
    public async Task An_unfinished_run_is_sent_to_its_end_first()
    {
        var run = await FinishedRun.CopyToAsync(scratch);
        File.Delete(run.PathOf("summary.json"));

        var outcome = await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output);

        outcome.ExpectRefusal("summary.json", $"huracan run --resume {run.Id}");
    }

    public void Dispose() => scratch.Dispose();
}
