using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

public sealed class TrackingTests : IDisposable
{
    private const string Linear = """
        timeframes: [1h]
        models: [linear]
        horizons: [4]
        train_bars: 300
        seed: 7
        simulation: {coins: 0, timeframe: 1h, bars: 2600, seed: 7}
        model_settings:
          linear: {rounds: 3}
        """;

    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_run_ends_well_while_the_server_is_away_and_is_recorded_later()
    {
        var output = scratch.Path("out");
        var server = new Dictionary<string, string> { ["MLFLOW_TRACKING_URI"] = "http://127.0.0.1:1" }; // nobody listens there

        var ended = await HuracanProcess.RunWithAsync(
            server, "run", "--config", scratch.Write("linear.yaml", Linear), "--out", output, "--workers", "1");

        var run = RunResult.Only(ended.Expect(0).ExitCode == 0 ? output : "");
        Assert.Contains($"Tracking: {run.Id} waits: http://127.0.0.1:1/ cannot be reached", ended.Error, StringComparison.Ordinal);
        Assert.Contains($"track --pending --out {output}", ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.Trim().Split('\n'));

        // Elsewhere goes what is named, and what waits is still owed.
        var named = (await HuracanProcess.RunAsync("track", run.Id, "--out", output, "--folder", scratch.Path("mine"))).Expect(0);
        Assert.Contains($"{run.Id} is in {scratch.Path("mine")}: 2 runs, ", named.Output, StringComparison.Ordinal);
        (await HuracanProcess.RunAsync("track", "--pending", "--out", output, "--folder", scratch.Path("mine")))
            .ExpectRefusal("What waits is owed to the targets of config/tracking.yaml");
        Assert.Single(Directory.GetFiles(scratch.Path("out/tracking/queue"), "*.json"));

        var sent = (await HuracanProcess.RunWithAsync(
            new() { ["MLFLOW_TRACKING_URI"] = scratch.Path("mlruns") }, "track", "--pending", "--out", output)).Expect(0);
        Assert.Contains($"{run.Id} is in {scratch.Path("mlruns")}: 2 runs, ", sent.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scratch.Path("out/tracking/queue"), "*.json"));
        var skill = Assert.Single(Directory.GetFiles(scratch.Path("mlruns"), "log_loss_skill", SearchOption.AllDirectories), path =>
            path.Contains("/metrics/test/", StringComparison.Ordinal));
        Assert.Equal(
            (double)run.Json("BTCUSDT/1h/linear/h4/metrics_test.json")["log_loss_skill"]!,
            double.Parse((await File.ReadAllTextAsync(skill)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));

        (await HuracanProcess.RunAsync("track", run.Id, "--out", output)).ExpectRefusal("Tracking is off", "config/tracking.yaml");
        (await HuracanProcess.RunWithAsync(
            new() { ["MLFLOW_TRACKING_URI"] = "databricks://x" }, "run", "--config", scratch.Path("linear.yaml"), "--out", output))
            .ExpectRefusal("MLFLOW_TRACKING_URI is 'databricks://x'"); // before anything is trained
    }

    public void Dispose() => scratch.Dispose();
}
