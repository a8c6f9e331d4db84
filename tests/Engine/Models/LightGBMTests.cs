using System.Text;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.LightGBM;

namespace Huracan.Tests.Engine.Models;

public sealed class LightGBMConformanceTests : ModelConformance
{
    private protected override IModel Create() => new LightGBMModel(MadeUp.Settings(
        "lightgbm", ("rounds", 25), ("learning_rate", 0.2), ("early_stopping_rounds", 5), ("min_data_in_leaf", 10)));
}

public sealed class LightGBMTests
{
    [Fact]
    public void The_engine_knows_the_version_that_its_trees_were_grown_by()
    {
        using var model = new LightGBMModel(MadeUp.Settings("lightgbm", ("rounds", 2)));
        model.Fit(MadeUp.Samples(100, 1), null, new(), default);

        Assert.Matches(@"^\d+\.\d+\.\d+$", LightGBMLibrary.Version);
        Assert.Contains(
            $"version=v{LightGBMLibrary.Version[0]}", Encoding.UTF8.GetString(model.Save()["model.txt"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("num_leaves", 1)]
    [InlineData("bagging_fraction", 0)]
    [InlineData("max_depth", 4)]
    public void A_wrong_setting_is_refused_by_its_name(string name, double value) => Assert.Contains(
        $"'{name}'", Assert.Throws<InputRefusedException>(() => new LightGBMModel(MadeUp.Settings("lightgbm", (name, value)))).Message,
        StringComparison.Ordinal);
}
