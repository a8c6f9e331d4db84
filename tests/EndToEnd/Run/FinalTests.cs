using Huracan.Contracts.Reports;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

public sealed class FinalTests : IDisposable
{
    private const string Network = """
        timeframes: [1h]
        models: [cnn-lstm]
        horizons: [4]
        epochs: 1
        train_bars: 300
        seed: 7
        simulation: {coins: 0, timeframe: 1h, bars: 2600, seed: 7}
        model_settings:
          cnn-lstm: {lookback: 8, hidden_size: 4, conv_channels: 4}
        """;

    private readonly Scratch scratch = new();

    [Fact]
    public async Task Final_with_epochs_trains_so_long_and_what_follows_keeps_it()
    {
        var output = scratch.Path("out");
        (await HuracanProcess.RunAsync("run", "--config", scratch.Write("network.yaml", Network), "--out", output, "--workers", "1"))
            .Expect(0);
        var run = RunResult.Only(output);
        const string candidate = "BTCUSDT/1h/cnn-lstm/h4";
        Assert.Equal(1, (int?)run.Json($"{candidate}/final_model/meta.json")["epochs"]);
        string[] final = ["final", "--run", run.Id, "--out", output, "--workers", "1", "--epochs", "3"];

        (await HuracanProcess.RunAsync(final)).ExpectRefusal("results of 'final' with other options", "--backup", "--clean");
        var trained = await HuracanProcess.RunAsync([.. final, "--clean"]);

        trained.Expect(0);
        Assert.Contains(
            "final warning: trains 3 epochs as asked for, more than the 1 that validation chose", trained.Output, StringComparison.Ordinal);
        Assert.Equal(3, (int?)run.Json($"{candidate}/final_model/meta.json")["epochs"]);
        Assert.Equal(3, (int?)run.Json($"{candidate}/training_results.json")["final_epochs_asked_for"]);
        Assert.Contains("final_epochs: 3", File.ReadAllText(run.PathOf("config.yaml")), StringComparison.Ordinal);
        var weights = run.Bytes()[$"{candidate}/final_model/model.safetensors"];
        (await HuracanProcess.RunAsync("backtest", "--run", run.Id, "--out", output, "--workers", "1")).Expect(0);
        (await HuracanProcess.RunAsync("run", "--resume", run.Id, "--out", output, "--workers", "1")).Expect(0);
        Assert.Equal(weights, run.Bytes()[$"{candidate}/final_model/model.safetensors"]);
        Assert.Equal(2, (await OpeningsAsync("--coin", "BTCUSDT", "--timeframe", "1h")).Count); // each length of training is a trial

        Directory.Delete(scratch.Path("out/artifacts"), recursive: true);
        Assert.Equal([run.Id, run.Id], (await OpeningsAsync()).Select(test => test.RunId));
        Assert.Empty(await OpeningsAsync("--timeframe", "4h"));
        var listed = await HuracanProcess.RunAsync("openings", "--out", output);
        Assert.Contains("BTCUSDT/1h", listed.Output, StringComparison.Ordinal);
        (await HuracanProcess.RunAsync("openings", "--out", output, "--timeframe", "7x")).ExpectRefusal("--timeframe is '7x'");
    }

    [Fact]
    public async Task A_model_of_ones_own_that_is_traded_opens_the_test_part_too()
    {
        var output = scratch.Path("out");
        (await HuracanProcess.RunAsync("run", "--config", scratch.Write("trees.yaml", Settings.Trees), "--out", output, "--workers", "1"))
            .Expect(0);
        var run = RunResult.Only(output);
        var before = await OpeningsAsync("--coin", "SIM001USDT");
        string[] backtest =
        [
            "backtest", "--run", run.Id, "--out", output, "--workers", "1", "--model-path",
            run.PathOf("SIM001USDT/1h/xgboost/h4/best_model"),
        ];

        await HuracanProcess.RunAsync(backtest); // the other unit is skipped: the model is not for it
        await HuracanProcess.RunAsync(backtest);

        Assert.Single(before);
        var after = await OpeningsAsync("--coin", "SIM001USDT");
        Assert.Equal(2, after.Count);
        Assert.Single(after.Select(test => test.BarMarks).Distinct());
    }

    [Fact]
    public async Task Epochs_are_refused_where_there_is_no_network()
    {
        var output = scratch.Path("out");
        (await HuracanProcess.RunAsync("run", "--config", scratch.Write("trees.yaml", Settings.Trees), "--out", output, "--workers", "1"))
            .Expect(0);

        (await HuracanProcess.RunAsync("final", "--run", RunResult.Only(output).Id, "--out", output, "--epochs", "3"))
            .ExpectRefusal("--epochs is for networks; the run has only xgboost");
    }

    private Task<List<OpenedTest>> OpeningsAsync(params string[] options) => Openings.ListAsync(scratch.Path("out"), options);

    public void Dispose() => scratch.Dispose();
}
