using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.LightGBM;

namespace Huracan.Tests.Engine.Models;

public sealed class LightGBMConformanceTests : ModelConformance
{
    private protected override IModel Create() => new LightGBMModel(MadeUp.Settings(
        "lightgbm", ("rounds", 25), ("learning_rate", 0.2), ("early_stopping_rounds", 5), ("min_data_in_leaf", 10)));

    private protected override (int After, int Rounds) Kill => (205, 210);

    private protected override IModel CreateLong() => new LightGBMModel(MadeUp.Settings(
        "lightgbm", ("rounds", 210), ("early_stopping_rounds", 1000), ("min_data_in_leaf", 10), ("learning_rate", 0.01)));
}

public sealed class LightGBMTests
{
    [Fact]
    public void The_engine_knows_its_librarys_version() => Assert.Matches(@"^\d+\.\d+\.\d+$", LightGBMLibrary.Version);

    [Theory]
    [InlineData(250, 50)]
    [InlineData(250, 200)] // nothing can be split at all
    public void A_training_ends_where_nothing_is_left_to_split_and_keeps_the_best_rounds_trees(int count, int leaf)
    {
        var (train, validation) = (MadeUp.Samples(count, 1), MadeUp.Samples(200, 2));
        using var model = Model();

        var result = model.Fit(train, validation, new(), default);

        Assert.InRange(result.Epochs.Count, 1, 299);
        Assert.False(result.StoppedEarly);
        var predictions = model.Predict(validation.Table, validation.Bars);
        var loss = predictions.Select((p, i) => -Math.Log(validation.Classes[i] switch { 0 => p.Down, 1 => p.Flat, _ => p.Up })).Average();
        Assert.Equal(result.BestLoss, loss, 1e-5);
        using var refit = Model();
        Assert.Equal(result.BestEpoch, refit.Fit(train, null, new() { ExactRounds = result.BestEpoch }, default).BestEpoch);
        Assert.Equal(model.Save(), refit.Save());

        LightGBMModel Model() => new(MadeUp.Settings(
            "lightgbm", ("learning_rate", 0.3), ("lambda_l1", 10), ("min_data_in_leaf", leaf), ("early_stopping_rounds", 300)));
    }

    [Theory]
    [InlineData("num_leaves", 1)]
    [InlineData("bagging_fraction", 0)]
    [InlineData("max_depth", 4)]
    public void A_wrong_setting_is_refused_by_its_name(string name, double value) => Assert.Contains(
        $"'{name}'", Assert.Throws<InputRefusedException>(() => new LightGBMModel(MadeUp.Settings("lightgbm", (name, value)))).Message,
        StringComparison.Ordinal);
}
