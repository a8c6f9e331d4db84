using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

/// <summary>Runs with too little memory, too little disk, or none of it to keep.</summary>
public sealed class ResourceTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_dry_run_prints_its_table_and_leaves_nothing_but_the_opening_of_the_test_part()
    {
        var temporary = Directory.CreateDirectory(scratch.Path("tmp")).FullName;
        var config = scratch.Write("trees.yaml", Settings.Trees);

        var outcome = await HuracanProcess.RunWithAsync(
            new() { ["TMPDIR"] = temporary }, "run", "--config", config, "--out", scratch.Path("out"), "--coins", "SIM001USDT",
            "--dry-run");

        outcome.Expect(0);
        Assert.Contains("SIM001USDT/1h", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("bal. acc.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was kept", outcome.Output, StringComparison.Ordinal);
        var opened = Assert.Single(Directory.GetFiles(scratch.Path("out"), "*", SearchOption.AllDirectories));
        Assert.StartsWith(scratch.Path("out/reports/opened_tests/SIM001USDT/1h/"), opened, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(temporary), entry => entry.Contains("huracan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_batch_takes_no_more_memory_than_a_worker_may()
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

        var outcome = await HuracanProcess.RunAsync(
            "run", "--config", config, "--out", scratch.Path("out"), "--workers", "1", "--worker-memory", "450");

        outcome.Expect(0);
        var results = RunResult.Only(scratch.Path("out")).Json("BTCUSDT/1h/cnn-lstm/h4/training_results.json");
        Assert.Equal(4096, (int?)results["best"]!["batch_size"]); // it was not halved: the kernels work on a few windows at a time
    }

    [Fact]
    public async Task A_full_disk_is_a_plain_message_and_the_run_resumes_when_there_is_space()
    {
        var config = scratch.Write("trees.yaml", Settings.Trees);
        // A limit on the size of files fails like a full disk and needs no rights; the runtime's own doubled mappings would meet it first.
        var environment = new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" };
        var full = await HuracanProcess.RunUnderShellAsync(
            "trap '' XFSZ; ulimit -f 400", environment, "run", "--config", config, "--out", scratch.Path("out"), "--coins", "SIM001USDT",
            "--workers", "1");
        var run = RunResult.Only(scratch.Path("out"));

        full.Expect(1);
        Assert.Equal("FAILED", (string?)run.Unit("SIM001USDT")["status"]);
        Assert.Contains(
            "could not be written, and nothing was left behind", (string?)run.Unit("SIM001USDT")["reason"], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scratch.Path("out"), "*.tmp", SearchOption.AllDirectories));
        (await HuracanProcess.RunAsync("run", "--resume", run.Id, "--out", run.Output, "--workers", "1")).Expect(0);
    }

    public void Dispose() => scratch.Dispose();
}
