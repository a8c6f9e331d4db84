using System.CommandLine;
using System.Text.Json;
using Huracan.Cli.Datasets;
using Huracan.Contracts;

namespace Huracan.Tests.Cli.Datasets;

public sealed class DatasetCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_set_is_simulated_checked_and_trained_on_and_its_test_opened_on_demand_alone()
    {
        var (set, models) = (folder["set"], folder["models"]);
        Assert.Equal(0, (await RunAsync("simulate", "--rows", "1500", "--symbols", "2", "--features", "6", "--out", set)).Code);

        var check = await RunAsync("check", set);
        Assert.Equal(0, check.Code);
        Assert.Contains(
            "1500 rows (train 1050, validation 224, test 226) of 2 symbols, 6 features, labels h5, h20", check.Output,
            StringComparison.Ordinal);

        string[] train = ["train", set, "--model", "linear", "--horizon", "h5", "--out", models, "--device", "cpu"];
        var closed = await RunAsync(train);
        Assert.Equal(0, closed.Code);
        Assert.Contains("Test was not opened.", closed.Output, StringComparison.Ordinal);
        Assert.Contains("    SIM002USDT  ", closed.Output, StringComparison.Ordinal);
        string[] expected = [
            "config.json", "meta.json", "metrics.json", "preds_val.parquet", "scaler.json", "training_results.json",
        ];
        var files = Directory.GetFiles(Path.Combine(models, "linear", "h5")).Select(Path.GetFileName).ToArray();
        Assert.Empty(expected.Except(files));
        Assert.DoesNotContain("metrics_test.json", files);

        Assert.Contains("for 1 models, the first time", (await RunAsync([.. train, "--open-test"])).Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(models, "linear", "h5", "metrics_test.json")));
        // Counted is by the dataset, wherever the models go.
        string[] elsewhere = ["train", set, "--model", "linear", "--horizon", "h5", "--out", folder["elsewhere"], "--device", "cpu"];
        Assert.Contains("for 1 models, after 1 before", (await RunAsync([.. elsewhere, "--open-test"])).Output, StringComparison.Ordinal);

        var other = folder["other"];
        await RunAsync("simulate", "--rows", "1500", "--symbols", "2", "--features", "6", "--seed", "9", "--out", other);
        var meta = Path.Combine(models, "linear", "h5", "meta.json");
        var (before, refusal) = (
            await File.ReadAllTextAsync(meta),
            await Assert.ThrowsAsync<InputRefusedException>(() => RunAsync(["train", other, .. train.Skip(2)])));
        Assert.Contains($"{meta} is of a model of another dataset", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(meta));
    }

    [Fact]
    public async Task A_leak_ends_the_check_with_2_and_a_training_unless_it_is_allowed()
    {
        var (set, models) = (folder["set"], folder["models"]);
        await RunAsync(
            "simulate", "--rows", "900", "--symbols", "1", "--features", "6", "--horizons", "h5", "--leak", "scaler", "--out", set);

        var check = await RunAsync("check", set, "--json");
        Assert.Equal(2, check.Code);
        var report = JsonDocument.Parse(check.Output).RootElement;
        Assert.Equal("BLOCKED", report.GetProperty("verdict").GetString());
        Assert.Equal("scaler_fitted_on_all", report.GetProperty("findings")[0].GetProperty("code").GetString());

        string[] train = ["train", set, "--model", "linear", "--horizon", "5", "--out", models, "--device", "cpu"];
        var refusal = await Assert.ThrowsAsync<InputRefusedException>(() => RunAsync(train));
        Assert.Contains("leaks (scaler_fitted_on_all)", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(models));

        Assert.Contains(
            "These figures are worth nothing", (await RunAsync([.. train, "--allow-leaks"])).Output, StringComparison.Ordinal);
        Assert.Contains("BLOCKED", File.ReadAllText(Path.Combine(models, "dataset_report.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("onnx", "h5", "--model names onnx")]
    [InlineData("linear", ",", "--horizon is ','; it must name a horizon such as h5.")]
    [InlineData("linear", "h5,5", "--horizon names h5 twice.")]
    public async Task A_training_that_cannot_be_is_refused_before_the_set_is_read(string model, string horizon, string words) =>
        Assert.Contains(
            words,
            (await Assert.ThrowsAsync<InputRefusedException>(
                () => RunAsync("train", folder["none"], "--model", model, "--horizon", horizon))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("--rows", "599", "--rows is 599; it must lie in [600, 10000000], 300 a symbol.")]
    [InlineData("--horizons", "h5,x", "--horizons takes bars such as h5, not 'x'.")]
    [InlineData("--leak", "much", "--leak is 'much'; it must be")]
    public async Task A_wrong_option_is_refused_by_its_name(string option, string value, string words) => Assert.Contains(
        words,
        (await Assert.ThrowsAsync<InputRefusedException>(
            () => RunAsync("simulate", "--symbols", "2", "--out", folder["set"], option, value))).Message,
        StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await DatasetCommand.Create().Parse(arguments).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output });
        return (code, output.ToString());
    }
}
