using System.Text.Json.Nodes;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Experiment;

public sealed class ExperimentTests : IDisposable
{
    private const int TimesAndMemory = 4; // the last columns of results.csv

    private const string Tiny = """
        seeds: [1, 2]
        run:
          timeframes: [1h]
          models: [linear, xgboost]
          horizons: [4]
          train_bars: 500
          simulation: {coins: 1, timeframe: 1h, bars: 2600, seed: 7}
          model_settings:
            xgboost: {rounds: 8, max_depth: 2}
        """;

    private readonly Scratch scratch = new();

    [Fact]
    public async Task An_experiment_that_is_killed_goes_on_to_the_same_table_and_opens_no_test_part()
    {
        var file = scratch.Write("tiny.yaml", Tiny);
        string[] command = ["experiment", file, "--workers", "1", "--out", scratch.Path("out")];
        using (var program = HuracanProcess.Start(command))
        {
            await program.UntilAsync(() => RunResult.Runs(scratch.Path("out")).Select(id => new RunResult(scratch.Path("out"), id))
                .FirstOrDefault(run => File.Exists(run.PathOf("BTCUSDT/1h/linear/h4/stages/best.json"))));
            program.KillGroup();
            await program.EndAsync();
        }
        Assert.False(File.Exists(Of("out", "table.json")));

        var resumed = await HuracanProcess.RunAsync(command);
        var whole = await HuracanProcess.RunAsync("experiment", file, "--workers", "2", "--out", scratch.Path("whole"));

        resumed.Expect(0);
        whole.Expect(0);
        Assert.Equal(await File.ReadAllBytesAsync(Of("whole", "table.json")), await File.ReadAllBytesAsync(Of("out", "table.json")));
        Assert.Equal(WithoutTimes("whole"), WithoutTimes("out"));
        var runs = JsonNode.Parse(await File.ReadAllTextAsync(Of("out", "runs.json")))!.AsObject();
        Assert.Equal(RunResult.Runs(scratch.Path("out")), runs.Select(pair => (string?)pair.Value).Order(StringComparer.Ordinal));
        Assert.StartsWith("No model can be told from linear: over 2 coins", Verdict("out"), StringComparison.Ordinal); // none ever can
        Assert.Contains(Verdict("out"), whole.Output, StringComparison.Ordinal);
        Assert.Contains("<svg", await File.ReadAllTextAsync(Of("out", "report.html")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.Path("out/reports/opened_tests")));
        Assert.Empty(Directory.GetFiles(scratch.Path("out"), "preds_test.parquet", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetDirectories(scratch.Path("out"), "final_model", SearchOption.AllDirectories));

        scratch.Write("tiny.yaml", Tiny.Replace("train_bars: 500", "train_bars: 400", StringComparison.Ordinal));
        (await HuracanProcess.RunAsync(command)).ExpectRefusal("run.train_bars was 500 and is 400", "--restart");
    }

    [Fact]
    public async Task Train_makes_one_model_and_says_how_good_it_is_without_opening_the_test_part()
    {
        string[] command =
        [
            "train", "--config", scratch.Write("trees.yaml", Settings.Trees), "--timeframe", "1h", "--out", scratch.Path("out"),
            "--workers", "1",
        ];

        (await HuracanProcess.RunAsync(command)).ExpectRefusal("one model of one unit", "name it with --coin");
        var trained = await HuracanProcess.RunAsync([.. command, "--coin", "SIM001USDT", "--horizon", "2"]);

        trained.Expect(0);
        var run = RunResult.Only(scratch.Path("out"));
        Assert.Matches(@"skill +-?0\.\d{4} on validation", trained.Output);
        Assert.Matches(@"accuracy +0\.\d{3}; always the most frequent class 0\.\d{3}", trained.Output);
        Assert.Contains($"huracan backtest --run {run.Id}", trained.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(run.PathOf("SIM001USDT/1h/xgboost/h2/final_model/meta.json")));
        Assert.False(File.Exists(run.PathOf("SIM001USDT/1h/xgboost/h2/preds_test.parquet")));
        Assert.False(Directory.Exists(scratch.Path("out/reports/opened_tests")));
    }

    public void Dispose() => scratch.Dispose();

    private string Of(string output, string file) => scratch.Path($"{output}/experiments/tiny/{file}");

    private string Verdict(string output) => (string)JsonNode.Parse(File.ReadAllText(Of(output, "table.json")))!["verdict"]!;

    private IEnumerable<string> WithoutTimes(string output) =>
        File.ReadLines(Of(output, "results.csv")).Select(line => string.Join(',', line.Split(',')[..^TimesAndMemory]));
}
