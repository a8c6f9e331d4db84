using Huracan.Cli.LeakCheck;
using Huracan.Contracts;
using Huracan.Engine.Leakage;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Tests.Cli.LeakCheck;

public sealed class PipelineCheckTests
{
    [Fact]
    public void A_run_with_value_heads_is_checked_without_them()
    {
        var message = Refusal(new RunOptions { Coins = ["NONEUSDT"], Models = ["linear"], ValueHead = true });

        Assert.StartsWith("No candles of NONEUSDT", message, StringComparison.Ordinal); // and nothing else
        var named = Refusal(new RunOptions { Models = ["catboost"], ValueHead = true }, "--model");
        Assert.StartsWith("value_head: catboost has none", named, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_is_refused_by_name()
    {
        var options = new RunOptions { Coins = ["NONEUSDT"], Models = ["onnx"], ModelFiles = { ["onnx"] = "none.yaml" } };

        Assert.Contains("a graph of 'onnx'", Refusal(options, "--model"), StringComparison.Ordinal);
    }

    private static string Refusal(RunOptions options, params string[] given) => Assert.Throws<InputRefusedException>(
        () => new PipelineCheck(options, new LeakOptions(), given).Run(TextWriter.Null, CancellationToken.None)).Message;
}
