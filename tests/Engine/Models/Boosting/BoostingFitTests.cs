using Huracan.Engine.Models;
using Huracan.Engine.Models.LightGBM;
using Huracan.Engine.Models.XGBoost;

namespace Huracan.Tests.Engine.Models.Boosting;

public sealed class BoostingFitTests
{
    private const int Rounds = 250; // three parts

    private readonly Samples train = MadeUp.Samples(600, 1);

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("xgboost")]
    public void Each_part_goes_on_from_the_trees_of_those_before(string family)
    {
        using var model = Create(family);

        var result = model.Fit(train, null, new() { ExactRounds = Rounds, Seed = 5 }, default);

        var losses = result.Epochs.Select(epoch => epoch.TrainLoss).ToArray();
        Assert.Equal(Rounds, losses.Length);
        for (var round = 1; round < Rounds; round++)
            Assert.InRange(losses[round], 0.98 * losses[round - 1], losses[round - 1]); // at so low a rate of learning each round helps a little
        Assert.Equal(losses[^1], Loss(model), 1e-5); // all parts forecast
    }

    private static IModel Create(string family)
    {
        var settings = MadeUp.Settings(family, ("learning_rate", 0.01));
        return family == "xgboost" ? new XGBoostModel(settings) : new LightGBMModel(settings);
    }

    private double Loss(IModel model)
    {
        var predictions = model.Predict(train.Table, train.Bars);
        var sum = 0.0;
        for (var i = 0; i < train.Count; i++)
            sum -= Math.Log(train.Classes[i] switch { 0 => predictions[i].Down, 1 => predictions[i].Flat, _ => predictions[i].Up });
        return sum / train.Count;
    }
}
