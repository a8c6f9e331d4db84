using System.Text.Json.Nodes;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

/// <summary>A run by the command line whose models judge the sides of a primary rule.</summary>
public sealed class MetaLabelsTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_run_of_meta_labels_is_done_and_says_what_its_models_judge()
    {
        var outcome = await HuracanProcess.RunAsync(
            "run", "--config", scratch.Write("trees.yaml", Settings.Trees), "--out", scratch.Path("out"), "--coins", "SIM001USDT",
            "--labels", "meta", "--primary", "ma_cross:slow=24");

        outcome.Expect(0);
        var run = RunResult.Only(scratch.Path("out"));
        var meta = run.Json("SIM001USDT/1h/xgboost/h4/final_model/meta.json");
        var report = run.Json("SIM001USDT/1h/unit.json")["candidates"]![0]!;
        Assert.Equal("wide+primary_side:ma_cross:fast=12,slow=24", (string?)meta["feature_set"]);
        Assert.Equal("ma_cross:fast=12,slow=24", (string?)meta["sides"]!["rule"]);
        Assert.Contains("ma_cross:slow=24", await File.ReadAllTextAsync(run.PathOf("config.yaml")), StringComparison.Ordinal);
        Assert.Equal(["majority", "momentum", "primary"], report["trading"]!["baselines"]!.AsObject().Select(pair => pair.Key).Order());
        Assert.Contains("primary", await File.ReadAllTextAsync(run.PathOf("SIM001USDT/1h/report.html")), StringComparison.Ordinal);
    }

    public void Dispose() => scratch.Dispose();
}
