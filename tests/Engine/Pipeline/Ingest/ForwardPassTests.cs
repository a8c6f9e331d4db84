using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Ingest;

namespace Huracan.Tests.Engine.Pipeline.Ingest;

[Collection("torch")]
public class ForwardPassTests
{
    private static readonly ModelRegistry Families = new();

    [Fact]
    public void Every_family_passes()
    {
        foreach (var family in Families.Families)
            ForwardPass.Check(Families, family.Name, new Dictionary<string, double>(), TrainingDevice.Cpu, CancellationToken.None);
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
