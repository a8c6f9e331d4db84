using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

[Collection("finished run")]
public sealed class DeterminismTests(FinishedRun finished)
{
    [Fact]
    public async Task One_seed_gives_the_same_bytes_with_one_worker_and_with_two()
    {
        using var scratch = new Scratch();
        var config = scratch.Write("tiny.yaml", Settings.Tiny);

        var outcome = await HuracanProcess.RunAsync("run", "--config", config, "--out", scratch.Path("out"), "--workers", "2");

        outcome.Expect(0);
        var first = finished.Run;
        Assert.Contains(first.Bytes().Keys, name => name.EndsWith("model.safetensors", StringComparison.Ordinal));
        Assert.Contains(first.Bytes().Keys, name => name.EndsWith("trades.csv", StringComparison.Ordinal));
        RunResult.Only(scratch.Path("out")).ExpectSameAs(first);
    }

    [Fact]
    public async Task A_processor_without_Avx512_gives_the_same_bytes()
    {
        using var scratch = new Scratch();
        var config = scratch.Write("tiny.yaml", Settings.Tiny);

        var outcome = await HuracanProcess.RunWithAsync(
            new() { ["DOTNET_EnableAVX512"] = "0" }, "run", "--config", config, "--out", scratch.Path("out"), "--workers", "2");

        outcome.Expect(0);
        RunResult.Only(scratch.Path("out")).ExpectSameAs(finished.Run);
    }

    [Fact]
    public async Task Another_seed_gives_other_models_of_the_same_candles()
    {
        using var scratch = new Scratch();
        var config = scratch.Write("tiny.yaml", Settings.Tiny);

        var outcome = await HuracanProcess.RunAsync(
            "run", "--config", config, "--out", scratch.Path("out"), "--coins", "SIM001USDT", "--seed", "8", "--workers", "1");

        outcome.Expect(0);
        var (other, first) = (RunResult.Only(scratch.Path("out")).Bytes(), finished.Run.Bytes());
        Assert.Equal(first["data/SIM001USDT/1h.parquet"], other["data/SIM001USDT/1h.parquet"]);
        Assert.NotEqual(
            first["SIM001USDT/1h/cnn-lstm/h4/final_model/model.safetensors"],
            other["SIM001USDT/1h/cnn-lstm/h4/final_model/model.safetensors"]);
        Assert.NotEqual(first["SIM001USDT/1h/xgboost/h4/final_model/model.ubj"], other["SIM001USDT/1h/xgboost/h4/final_model/model.ubj"]);
        Assert.NotEqual(first["SIM001USDT/1h/cnn-lstm/h4/preds_test.parquet"], other["SIM001USDT/1h/cnn-lstm/h4/preds_test.parquet"]);
    }
}
