using System.Text.Json.Nodes;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

public sealed class DemonstrationTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task The_demonstration_shows_every_action_and_a_coin_that_is_refused()
    {
        var config = Path.Combine(AppContext.BaseDirectory, "config/experiments/demo.yaml");
        (await HuracanProcess.RunAsync("run", "--config", config, "--out", scratch.Path("out"), "--workers", "2")).Expect(3);
        var run = RunResult.Only(scratch.Path("out"));

        var thresholds = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Output, "config/per_coin_thresholds.json")))!; // no null
        Assert.Equal(
            ["BTCUSDT NO_TRADE", "SIM001USDT ACTIVE", "SIM002USDT ACTIVE", "SIM003USDT WARMUP", "SIM004USDT CAUTION", "SIM005USDT NO_TRADE",
                "SIM006USDT NO_TRADE"],
            thresholds["coins"]!.AsObject().Select(coin => $"{coin.Key} {coin.Value!["action"]}"));
        Assert.Equal("SKIPPED", (string?)run.Unit("SIM006USDT")["status"]);
    }

    public void Dispose() => scratch.Dispose();
}
