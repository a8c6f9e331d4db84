using System.Text.Json.Nodes;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Signals;

[Collection("finished run")]
public sealed class SignalsTests(FinishedRun finished) : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task Every_line_names_source_and_reason()
    {
        var run = finished.Run;

        var outcome = (await SignalsAsync(run)).Expect(0);

        var lines = Lines(outcome);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains("ML_PER_COIN_V1", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Matches("trade x|no: .+", line));
    }

    [Fact]
    public async Task Lines_of_json_hold_the_gates_decision()
    {
        var signals = await JsonAsync(finished.Run, null);

        Assert.Equal(["BTCUSDT", "SIM001USDT"], signals.Select(signal => (string?)signal["coin"]));
        Assert.All(signals, signal => Assert.Equal("ML_PER_COIN_V1", (string?)signal["source"]));
        Assert.All(signals, signal => Assert.InRange((double)signal["confidence"]!, 1.0 / 3 - 1e-6, 1));
        Assert.All(signals, signal => Assert.Equal((bool)signal["decision"]!["should_trade"]!, signal["filtered_reason"] is null));
    }

    [Fact]
    public async Task A_run_that_has_not_ended_is_refused_with_the_command_that_finishes_it()
    {
        var run = finished.CopyTo(scratch);
        File.Delete(run.PathOf("thresholds/1h.json"));

        (await SignalsAsync(run)).ExpectRefusal("has no thresholds/1h.json yet", $"huracan run --resume {run.Id} --out {run.Output}");
    }

    [Fact]
    public async Task No_confidence_asked_for_lifts_a_coin_that_may_not_be_traded()
    {
        var run = finished.CopyTo(scratch);
        (await HuracanProcess.RunAsync("thresholds", "--run", run.Id, "--out", run.Output, "--min-score", "100")).Expect(0);

        var signals = await JsonAsync(run, new() { ["MIN_CONFIDENCE"] = "0" });

        Assert.All(signals, signal => Assert.False((bool)signal["decision"]!["should_trade"]!));
        Assert.All(signals, signal => Assert.Equal("NO_TRADE", (string?)signal["decision"]!["action"]));
        Assert.All(signals, signal => Assert.NotNull((string?)signal["filtered_reason"]));
    }

    [Fact]
    public async Task The_environment_sets_the_gate()
    {
        var run = finished.Run;
        var open = scratch.Write("open.json", File.ReadAllText(run.PathOf("thresholds/1h.json"))
            .Replace("\"NO_TRADE\"", "\"ACTIVE\"", StringComparison.Ordinal).Replace("\"WARMUP\"", "\"ACTIVE\"", StringComparison.Ordinal)
            .Replace("\"CAUTION\"", "\"ACTIVE\"", StringComparison.Ordinal));

        var byFile = await JsonAsync(run, new() { ["QUALITY_GATE_FILE"] = open, ["MIN_CONFIDENCE"] = "1" });
        var off = await JsonAsync(run, new() { ["QUALITY_GATE_ENABLED"] = "false" });
        var otherTimeframe = await HuracanProcess.RunWithAsync(
            new() { ["ML_DEFAULT_TF"] = "4h" }, "signals", "--run", run.Id, "--out", run.Output);

        Assert.All(byFile, signal => Assert.Equal("ACTIVE", (string?)signal["decision"]!["action"]));
        Assert.All(byFile, signal => Assert.Contains("is below 1", (string?)signal["filtered_reason"], StringComparison.Ordinal));
        Assert.All(off, signal =>
            Assert.DoesNotContain("not tradable", (string?)signal["filtered_reason"] ?? "", StringComparison.Ordinal));
        otherTimeframe.ExpectRefusal("The run has no models of 4h; its timeframes are 1h");
    }

    [Theory]
    [InlineData("MIN_CONFIDENCE", "1.5")]
    [InlineData("QUALITY_GATE_ENABLED", "perhaps")]
    [InlineData("QUALITY_GATE_FILE", "/nowhere/thresholds.json")]
    [InlineData("ML_DEFAULT_TF", "7m")]
    public async Task A_variable_with_a_wrong_value_is_refused(string name, string value)
    {
        var run = finished.Run;

        var outcome = await HuracanProcess.RunWithAsync(new() { [name] = value }, "signals", "--run", run.Id, "--out", run.Output);

        outcome.ExpectRefusal(value);
    }

    [Fact]
    public async Task A_model_folder_can_be_named_for_one_coin()
    {
        var run = finished.Run;
        var model = run.PathOf("SIM001USDT/1h/xgboost/h4/final_model/");

        var signal = Assert.Single(await JsonAsync(run, null, "--coins", "SIM001USDT", "--model-path", model));

        Assert.Equal("xgboost h4", (string?)signal["model"]);
        Assert.Equal("MODEL_PATH", (string?)signal["source"]);
        (await SignalsAsync(run, "--model-path", model)).ExpectRefusal("--model-path", "--coins");
        (await SignalsAsync(run, "--coins", "SIM001USDT", "--model-path", scratch.Root))
            .ExpectRefusal(scratch.Path("meta.json"), "does not exist");
        (await SignalsAsync(run, "--coins", "DOGEUSDT")).ExpectRefusal("There are no candles of DOGEUSDT");
        (await SignalsAsync(run, "--coins", "btcusdt")).ExpectRefusal("did you mean 'BTCUSDT'?");
    }

    [Fact]
    public async Task A_model_named_by_its_folder_is_judged_by_its_own_score_and_a_foreign_one_is_not_traded()
    {
        var run = finished.CopyTo(scratch);
        var unit = run.Json("SIM001USDT/1h/unit.json");
        var candidates = unit["candidates"]!.AsArray(); // a finished unit has them
        var foreign = scratch.Path("elsewhere/final_model");
        Directory.CreateDirectory(Path.GetDirectoryName(foreign)!); // the path has a folder
        Directory.Move(run.PathOf("SIM001USDT/1h/xgboost/h4/final_model"), foreign);

        foreach (var candidate in candidates.Where(candidate => (string?)candidate!["family"] != "xgboost"))
        {
            var model = run.PathOf($"SIM001USDT/1h/{candidate!["family"]}/h4/final_model");
            var signal = Assert.Single(await JsonAsync(run, null, "--coins", "SIM001USDT", "--model-path", model));
            Assert.Equal((double)candidate["score"]!["score"]!, (double)signal["decision"]!["score"]!);
        }
        var stranger = Assert.Single(await JsonAsync(run, null, "--coins", "SIM001USDT", "--model-path", foreign));
        Assert.Contains("was not scored", (string?)stranger["filtered_reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_one_coin_keeps_no_other_from_its_forecast()
    {
        var run = finished.CopyTo(scratch);
        foreach (var meta in Directory.GetFiles(run.PathOf("SIM001USDT/1h"), "meta.json", SearchOption.AllDirectories))
            File.WriteAllText(meta, "{");

        var outcome = await SignalsAsync(run);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("BTCUSDT/1h", Assert.Single(Lines(outcome)), StringComparison.Ordinal);
        Assert.Contains("SIM001USDT/1h: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("cut short", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forecast_that_is_late_is_not_traded_and_says_so()
    {
        var run = finished.Run;
        var gate = new Dictionary<string, string> { ["QUALITY_GATE_ENABLED"] = "false" };
        var closed = DateTimeOffset.Parse(
            (string?)(await JsonAsync(run, gate))[0]["time"] ?? "", System.Globalization.CultureInfo.InvariantCulture);

        var fresh = await JsonAsync(run, gate, "--as-of", $"{closed.AddMinutes(119):O}");
        var late = await SignalsAsync(run, "--as-of", $"{closed.AddDays(183):O}");
        var early = await SignalsAsync(run, "--json", "--as-of", $"{closed.AddMinutes(-1):O}");

        Assert.All(fresh, signal =>
            Assert.DoesNotContain("newest candle", (string?)signal["filtered_reason"] ?? "", StringComparison.Ordinal));
        Assert.All(fresh, signal => Assert.Equal(1, (int?)signal["age_bars"]));
        late.ExpectRefusal("no candle is fresh enough to trade on", "closed 183 days ago", "a 1h forecast is tradable for 2 bars");
        Assert.All(Lines(late), line => Assert.Contains("no: the newest candle closed 183 days ago", line, StringComparison.Ordinal));
        early.ExpectRefusal("closes in 60 seconds");
        Assert.All(Lines(early), line => Assert.False((bool)JsonNode.Parse(line)!["decision"]!["should_trade"]!)); // each line is an object
    }

    [Fact]
    public async Task A_model_of_something_else_is_refused_and_both_sides_are_named()
    {
        var run = finished.Run;
        var hash = (string?)run.Json("SIM001USDT/1h/xgboost/h4/final_model/meta.json")["feature_hash"];

        (await ForeignAsync("coin", "DOGEUSDT")).ExpectRefusal("coin", "DOGEUSDT", "SIM001USDT");
        (await ForeignAsync("timeframe", "4h")).ExpectRefusal("timeframe", "4h", "1h");
        // a saved model has one
        (await ForeignAsync("feature_hash", "0123456789abcdef")).ExpectRefusal("feature hash", "0123456789abcdef", hash!);
    }

    [Theory]
    [InlineData("xgboost", "model.ubj", true)]
    [InlineData("xgboost", "model.ubj", false)]
    [InlineData("xgboost", "model.json", false)]
    [InlineData("xgboost", "scaler.json", false)]
    [InlineData("xgboost", "calibration.json", false)]
    [InlineData("cnn-lstm", "model.safetensors", true)]
    [InlineData("cnn-lstm", "model.safetensors", false)]
    [InlineData("cnn-lstm", "network.json", false)]
    [InlineData("cnn-lstm", "meta.json", false)]
    public async Task A_damaged_model_file_is_refused_by_name(string family, string file, bool flip)
    {
        var run = finished.CopyTo(scratch);
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
        var outcome = await HuracanProcess.RunWithAsync(
            environment ?? [], ["signals", "--run", run.Id, "--out", run.Output, "--json", .. more]);
        outcome.Expect(0);
        return [.. Lines(outcome).Select(line => JsonNode.Parse(line)!)]; // each line is an object
    }

    private static string[] Lines(Outcome outcome) => outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<Outcome> ForeignAsync(string key, string value)
    {
        using var own = new Scratch();
        var run = finished.CopyTo(own);
        const string folder = "SIM001USDT/1h/xgboost/h4/final_model";
        var meta = run.Json($"{folder}/meta.json");
        meta[key] = value;
        await File.WriteAllTextAsync(run.PathOf($"{folder}/meta.json"), meta.ToJsonString());
        return await SignalsAsync(run, "--coins", "SIM001USDT", "--model-path", run.PathOf(folder));
    }
}
