using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Tests.Engine.Models.Onnx;

namespace Huracan.Tests.Engine.Pipeline.Ingest;

[Collection("torch")]
public class ForwardPassTests
{
    private static readonly ModelRegistry Families = new();

    [Fact]
    public void Every_family_passes_that_needs_nothing_of_a_persons_own()
    {
        foreach (var family in Families.Families.Where(family => family.Name is not ("catboost" or "onnx")))
            ForwardPass.Check(Families, family.Name, new Dictionary<string, double>(), TrainingDevice.Cpu, CancellationToken.None);
    }

    [Fact]
    public void A_brought_graph_passes_on_the_features_of_its_run()
    {
        var files = Graphs.Files(Graphs.Quantiles);
        var settings = new Dictionary<string, double> { ["lookback"] = 8 };

        ForwardPass.Check(Families, "onnx", settings, TrainingDevice.Cpu, CancellationToken.None, files, ["gap", "ret1"]);

        Assert.Contains("'ret1'", Assert.Throws<InputRefusedException>(() => ForwardPass.Check(
            Families, "onnx", settings, TrainingDevice.Cpu, CancellationToken.None, files, ["gap"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_setting_is_refused_by_name()
    {
        var misspelt = new Dictionary<string, double> { ["roundz"] = 3 };

        var refused = Assert.Throws<InputRefusedException>(
            () => ForwardPass.Check(Families, "xgboost", misspelt, TrainingDevice.Cpu, CancellationToken.None));

        Assert.Contains("'roundz'", refused.Message, StringComparison.Ordinal);
    }
}
