using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

/// <summary>What is refused before a run starts, and leaves nothing behind.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Theory]
    [InlineData("There is no folder /nowhere", "--source", "/nowhere")]
    [InlineData("there is no source: a simulated market is compared with none", "--compare-source", "/nowhere")]
    [InlineData("'compare_tolerance' is 2", "--compare-tolerance", "2")]
    [InlineData("No candles of DOGEUSDT", "--coins", "DOGEUSDT")]
    [InlineData("There is no model family 'xgbost'; did you mean 'xgboost'?", "--model", "xgbost")]
    [InlineData("'majority' is a baseline", "--model", "majority")]
    [InlineData("'epochs' is 0", "--epochs", "0")]
    [InlineData("--epochs takes a whole number, not 'many'", "--epochs", "many")]
    [InlineData("'batch_size' is 0", "--batch-size", "0")]
    [InlineData("'train_bars' is 10", "--train-bars", "10")]
    [InlineData("'horizons' has 0", "--horizons", "0")]
    [InlineData("'horizons' has 5 more than once", "--horizons", "5,5")]
    [InlineData("No candles of sim001 (did you mean 'SIM001USDT'?)", "--coins", "sim001")]
    [InlineData("--timeframes is '7m'; it must be a timeframe in minutes", "--timeframes", "7m")]
    [InlineData("'from' must lie before 'to'", "--from", "2024-03-01", "--to", "2024-02-01")]
    [InlineData("--from is 'soon'; it must be an ISO date", "--from", "soon")]
    [InlineData("'min_score' is 101", "--min-score", "101")]
    [InlineData("--walk-forward is 'both'; it must be one of frozen, refit", "--walk-forward", "both")]
    [InlineData("--device is 'tpu'; it must be one of auto, cpu, cuda", "--device", "tpu")]
    [InlineData("'version' is '../v1'", "--version", "../v1")]
    [InlineData("--seed takes a whole number from 0", "--seed", "-1")]
    [InlineData("There is no settings file /nowhere.yaml", "--config", "/nowhere.yaml")]
    [InlineData("--workers is '0'; it must be a whole number in [1, 256]", "--workers", "0")]
    [InlineData("--worker-memory is '10'; it must be a whole number in [256,", "--worker-memory", "10")]
    [InlineData("--resume RUN_ID", "--skip-training")]
    [InlineData("Unrecognized command or argument '--nonsense'", "--nonsense")]
    public async Task An_option_that_cannot_be_is_refused_and_nothing_is_left_behind(string words, params string[] options)
    {
        string[] config = options.Contains("--config") ? [] : ["--config", scratch.Write("trees.yaml", Settings.Trees)];

        var outcome = await HuracanProcess.RunAsync(["run", .. config, "--out", scratch.Path("out"), .. options]);

        outcome.ExpectRefusal(words);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Theory]
    [InlineData("epoch: 3", "line 1: there is no setting 'epoch'. Did you mean 'epochs'?")]
    [InlineData("epochs: three", "line 1: 'epochs' is 'three'")]
    [InlineData("models: [xgboost]\nmodel_settings: {xgboost: {roundz: 3}}", "xgboost has no setting 'roundz'")]
    [InlineData("models: [xgboost]\nmodel_settings: {xgboost: {rounds: 0}}", "setting 'rounds' is 0")]
    [InlineData("models: [xgboost]\nmodel_settings: {forest: {rounds: 3}}", "There is no model family 'forest'")]
    [InlineData("target_r: 2", "target_r needs a stop")]
    [InlineData("parts: {train: 0.9, validation: 0.1, test: 0.1, shadow: 0.1}", "invalid.yaml, line 1: 'parts' has train 0.9")]
    [InlineData("costs: {taker_fee_bps: -1}", "'costs.taker_fee_bps' is -1; it must be at least 0")]
    [InlineData("simulation: {bars: 0}", "invalid.yaml, line 1: 'simulation.bars' is 0")]
    [InlineData(
        "simulation:\n  bars: 0\n  signal: {horizon: 0}\n  regimes: [{name: a, mean_days: 0}]",
        "has 3 errors:\n  line 2: 'simulation.bars' is 0")]
    [InlineData("epochs: [", "invalid.yaml, line")]
    public async Task A_settings_file_with_a_fault_is_refused_by_file_and_key(string yaml, string words)
    {
        var config = scratch.Write("invalid.yaml", yaml + "\n");

        var outcome = await HuracanProcess.RunAsync("run", "--config", config, "--out", scratch.Path("out"));

        outcome.ExpectRefusal(words);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Fact]
    public async Task A_faulty_feature_file_or_environment_is_refused_before_the_run_starts()
    {
        var config = scratch.Write("trees.yaml", Settings.Trees);
        var badTimeframe = await HuracanProcess.RunWithAsync(
            new() { ["ML_DEFAULT_TF"] = "soon" }, "run", "--config", config, "--out", scratch.Path("out"));
        scratch.Write("config/features.yaml", "features: {ret1: {kind: log_retrun, period: 1}}\nsets: {wide: [ret1], sequence: [ret1]}\n");
        var badFeatures = await HuracanProcess.RunUnderShellAsync(
            $"cd '{scratch.Root}'", [], "run", "--config", config, "--out", scratch.Path("out"));

        scratch.Write("config/features.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config/features.yaml")));
        scratch.Write("config/paths.yaml", "artefacts: here\n");
        var badPaths = await HuracanProcess.RunUnderShellAsync(
            $"cd '{scratch.Root}'", [], "run", "--config", config, "--out", scratch.Path("out"));

        File.Delete(scratch.Path("config/paths.yaml"));
        scratch.Write("config/plugins.yaml", "plugins: [mine/Nowhere.dll]\n");
        var badPlugin = await HuracanProcess.RunWithAsync(
            new() { ["HURACAN_PLUGINS"] = scratch.Path("config/plugins.yaml") }, "run", "--config", config, "--out", scratch.Path("out"));
        var foreignPlugin = await HuracanProcess.RunUnderShellAsync(
            $"cd '{scratch.Root}'", [], "run", "--config", config, "--model", "bins", "--out", scratch.Path("out"));

        badPlugin.ExpectRefusal("config/plugins.yaml, plug-in mine/Nowhere.dll: there is no file");
        foreignPlugin.ExpectRefusal("There is no model family 'bins'"); // the current folder's plug-ins are not even looked at
        badPaths.ExpectRefusal("paths.yaml", "'artefacts'. Did you mean 'artifacts'?");
        badTimeframe.ExpectRefusal("ML_DEFAULT_TF", "soon");
        badFeatures.ExpectRefusal("features.yaml", "log_retrun");
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Fact]
    public async Task An_empty_folder_is_refused()
    {
        Directory.CreateDirectory(scratch.Path("candles"));

        (await HuracanProcess.RunAsync("run", "--source", scratch.Path("candles"), "--out", scratch.Path("out")))
            .ExpectRefusal("holds no candle files");
        (await HuracanProcess.RunAsync("preflight", "--source", scratch.Path("candles"))).ExpectRefusal("holds no candle files");
        (await HuracanProcess.RunAsync("data", "import", "--source", scratch.Path("candles"), "--out", scratch.Path("out")))
            .ExpectRefusal("holds no candle files");
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Fact]
    public async Task A_damaged_entry_of_the_openings_is_refused_before_anything_is_trained()
    {
        var config = scratch.Write("trees.yaml", Settings.Trees);
        var entry = scratch.Write("out/reports/opened_tests/BTCUSDT/1h/20260101T000000Z-00000000.json", "{\"run_id\": 3}");

        (await HuracanProcess.RunAsync("run", "--config", config, "--out", scratch.Path("out"))).ExpectRefusal(entry);

        Assert.False(Directory.Exists(scratch.Path("out/artifacts")));
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_is_refused_before_anything_is_done()
    {
        var config = scratch.Write("trees.yaml", Settings.Trees);
        var file = scratch.Write("file", "");

        (await HuracanProcess.RunAsync("run", "--config", config, "--out", file))
            .ExpectRefusal("--out is ", file, "is a file; it must name a folder");
        (await HuracanProcess.RunAsync("run", "--config", config, "--out", "/proc/huracan"))
            .ExpectRefusal("--out is /proc/huracan", "nothing can be written to /proc");
    }

    public void Dispose() => scratch.Dispose();
}
