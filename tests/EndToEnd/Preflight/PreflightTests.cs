using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Preflight;

/// <summary>What the preflight says of the machine; what it says of candles is under <c>Data</c>.</summary>
public sealed class PreflightTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task The_environment_is_checked_before_models_and_candles()
    {
        var outcome = await PreflightAsync([], "--out", scratch.Path("new/folder"), "--workers", "1", "--device", "cpu");

        outcome.Expect(0);
        var output = outcome.Output;
        Assert.Matches(@"(?m)^libtorch +OK ", output);
        Assert.Matches(@"(?m)^xgboost +OK ", output);
        Assert.Contains($"free in {scratch.Root}", output, StringComparison.Ordinal);
        Assert.DoesNotContain("postgres", output, StringComparison.Ordinal);
        Assert.True(
            output.IndexOf("Everything a run needs is installed", StringComparison.Ordinal)
                < output.IndexOf("model xgboost: one step of training and one forecast on cpu ok", StringComparison.Ordinal));
        Assert.Contains("OK_TO_TRAIN SIM001USDT/1h", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.Path("new")));
    }

    [Theory]
    [InlineData("DOTNET_GCHeapHardLimit", "30000000", "memory", "fewer (--workers) need less (a run needs 1 GiB)")] // 768 MiB
    [InlineData("ML_DEVICE", "cuda", "GPU", "leave out --device cuda and ML_DEVICE")]
    public async Task An_environment_that_cannot_train_is_refused_with_the_remedy(
        string variable, string value, string check, string remedy)
    {
        var outcome = await PreflightAsync(new() { [variable] = value, ["CUDA_VISIBLE_DEVICES"] = "-1" });

        outcome.Expect(2);
        Assert.Matches($"(?m)^{check} +FAIL ", outcome.Output);
        Assert.Contains(remedy, outcome.Output, StringComparison.Ordinal);
        Assert.Contains("This environment cannot train; models and candles were not looked at.", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("may be trained", outcome.Output, StringComparison.Ordinal);
    }

    public void Dispose() => scratch.Dispose();

    private Task<Outcome> PreflightAsync(Dictionary<string, string> environment, params string[] options) =>
        HuracanProcess.RunWithAsync(environment, ["preflight", "--config", scratch.Write("trees.yaml", Settings.Trees), .. options]);
}
