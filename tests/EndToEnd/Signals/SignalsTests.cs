using System.Text.Json.Nodes;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Signals;

public sealed class SignalsTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task Every_line_names_source_and_reason()
    {
        var run = await FinishedRun.GetAsync();

        var outcome = (await SignalsAsync(run)).Expect(0);

        var lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains("ML_PER_COIN_V1", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Matches("trade x|no: .+", line));
    }

    [Fact]
    public async Task Lines_of_json_hold_the_gates_decision()
    {
        var signals = await JsonAsync(await FinishedRun.GetAsync(), null);

        Assert.Equal(["BTCUSDT", "SIM001USDT"], signals.Select(signal => (string?)signal["coin"]));
        Assert.All(signals, signal => Assert.Equal("ML_PER_COIN_V1", (string?)signal["source"]));
        Assert.All(signals, signal => Assert.InRange((double)signal["confidence"]!, 1.0 / 3 - 1e-6, 1));
        Assert.All(signals, signal => Assert.Equal((bool)signal["decision"]!["should_trade"]!, signal["filtered_reason"] is null));
    }

    [Fact]
    public async Task No_confidence_asked_for_lifts_a_coin_that_may_not_be_traded()
    {
        var run = await FinishedRun.CopyToAsync(scratch);
        (await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output, "--min-score", "100")).Expect(0);

        var signals = await JsonAsync(run, new() { ["MIN_CONFIDENCE"] = "0" });

        Assert.All(signals, signal => Assert.False((bool)signal["decision"]!["should_trade"]!));
        Assert.All(signals, signal => Assert.Equal("NO_TRADE", (string?)signal["decision"]!["action"]));
        Assert.All(signals, signal => Assert.NotNull((string?)signal["filtered_reason"]));
    }

    [Fact]
    public async Task The_environment_sets_the_gate()
    {
        var run = await FinishedRun.GetAsync();
        var open = scratch.Write("open.json", File.ReadAllText(run.PathOf("thresholds/1h.json"))
            .Replace("\"NO_TRADE\"", "\"ACTIVE\"", StringComparison.Ordinal).Replace("\"WARMUP\"", "\"ACTIVE\"", StringComparison.Ordinal)
            .Replace("\"CAUTION\"", "\"ACTIVE\"", StringComparison.Ordinal));

        var byFile = await JsonAsync(run, new() { ["QUALITY_GATE_FILE"] = open, ["MIN_CONFIDENCE"] = "1" });
        var off = await JsonAsync(run, new() { ["QUALITY_GATE_ENABLED"] = "false" });
        var otherTimeframe = await HuracanProcess.RunWithAsync(new() { ["ML_DEFAULT_TF"] = "4h" }, "signals", "--run", run.Id, "--out", run.Output);

        Assert.All(byFile, signal => Assert.Equal("ACTIVE", (string?)signal["decision"]!["action"]));
        Assert.All(byFile, signal => Assert.Contains("is below 1", (string?)signal["filtered_reason"], StringComparison.Ordinal));
        Assert.All(off, signal => Assert.DoesNotContain("not tradable", (string?)signal["filtered_reason"] ?? "", StringComparison.Ordinal));
        otherTimeframe.ExpectRefusal("thresholds/4h.json does not exist");
    }

    [Theory]
    [InlineData("MIN_CONFIDENCE", "1.5")]
    [InlineData("QUALITY_GATE_ENABLED", "perhaps")]
    [InlineData("QUALITY_GATE_FILE", "/nowhere/thresholds.json")]
    [InlineData("ML_DEFAULT_TF", "7m")]
    public async Task A_variable_with_a_wrong_value_is_refused(string name, string value)
    {
        var run = await FinishedRun.GetAsync();

        var outcome = await HuracanProcess.RunWithAsync(new() { [name] = value }, "signals", "--run", run.Id, "--out", run.Output);

        outcome.ExpectRefusal(value);
    }

    [Fact]
    public async Task A_model_folder_can_be_named_for_one_coin()
    {
        var run = await FinishedRun.GetAsync();
        var model = run.PathOf("SIM001USDT/1h/xgboost/h4/final_model/");

        var signal = Assert.Single(await JsonAsync(run, null, "--coins", "SIM001USDT", "--model-path", model));

        Assert.Equal("xgboost h4", (string?)signal["model"]);
        (await SignalsAsync(run, "--model-path", model)).ExpectRefusal("--model-path", "--coins");
        (await SignalsAsync(run, "--coins", "SIM001USDT", "--model-path", scratch.Root)).ExpectRefusal(scratch.Path("meta.json"), "does not exist");
        (await SignalsAsync(run, "--coins", "DOGEUSDT")).ExpectRefusal("DOGEUSDT/1h");
    }

    [Fact]
    public async Task A_model_of_something_else_is_refused_and_both_sides_are_named()
    {
        var run = await FinishedRun.GetAsync();
        var hash = (string?)run.Json("SIM001USDT/1h/xgboost/h4/final_model/meta.json")["feature_hash"];

        (await ForeignAsync("coin", "DOGEUSDT")).ExpectRefusal("coin", "DOGEUSDT", "SIM001USDT");
        (await ForeignAsync("timeframe", "4h")).ExpectRefusal("timeframe", "4h", "1h");
        (await ForeignAsync("feature_hash", "0123456789abcdef")).ExpectRefusal("feature hash", "0123456789abcdef", hash!); // a saved model has one
    }

    [Theory]
    [InlineData("xgboost", "model.ubj", true)]
    [InlineData("xgboost", "model.ubj", false)]
    [InlineData("xgboost", "model.json", false)]
    [InlineData("xgboost", "scaler.json", false)]
    [InlineData("cnn-lstm", "model.safetensors", true)]
    [InlineData("cnn-lstm", "model.safetensors", false)]
    [InlineData("cnn-lstm", "network.json", false)]
    [InlineData("cnn-lstm", "meta.json", false)]
    public async Task A_damaged_model_file_is_refused_by_name(string family, string file, bool flip)
    {
        var run = await FinishedRun.CopyToAsync(scratch);
        var folder = $"SIM001USDT/1h/{family}/h4/final_model";
        var content = File.ReadAllBytes(run.PathOf($"{folder}/{file}"));
        if (flip)
            content[content.Length / 2] ^= 0x40;
        File.WriteAllBytes(run.PathOf($"{folder}/{file}"), flip ? content : content[..(content.Length / 2)]);

        var outcome = await SignalsAsync(run, "--coins", "SIM001USDT", "--model-path", run.PathOf(folder));

        outcome.ExpectRefusal("final_model", file);
    }

    public void Dispose() => scratch.Dispose();

    private static Task<Outcome> SignalsAsync(RunResult run, params string[] more) =>
        HuracanProcess.RunAsync(["signals", "--run", run.Id, "--out", run.Output, .. more]);

    private static async Task<JsonNode[]> JsonAsync(RunResult run, Dictionary<string, string>? environment, params string[] more)
    {
        var outcome = await HuracanProcess.RunWithAsync(environment ?? [], ["signals", "--run", run.Id, "--out", run.Output, "--json", .. more]);
        outcome.Expect(0);
        return [.. outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)]; // each line is an object
    }

    private async Task<Outcome> ForeignAsync(string key, string value)
    {
        using var own = new Scratch();
        var run = await FinishedRun.CopyToAsync(own);
        const string folder = "SIM001USDT/1h/xgboost/h4/final_model";
        var meta = run.Json($"{folder}/meta.json");
        meta[key] = value;
        await File.WriteAllTextAsync(run.PathOf($"{folder}/meta.json"), meta.ToJsonString());
        return await SignalsAsync(run, "--coins", "SIM001USDT", "--model-path", run.PathOf(folder));
    }
}
