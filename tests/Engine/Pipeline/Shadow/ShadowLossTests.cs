using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Shadow;

namespace Huracan.Tests.Engine.Pipeline.Shadow;

public class ShadowLossTests
{
    [Fact]
    public void A_champion_of_other_labels_that_knows_when_a_side_pays_loses_less_than_the_base_rate()
    {
        var random = new SeededRandom(4);
        var (champion, challenger) = (0.0, 0.0);
        for (var i = 0; i < 2_000; i++)
        {
            // Up, down and flat forecasts of returns, half of whose sides are against the forecast.
            var (side, up) = (random.NextDouble() < 0.5 ? 1 : -1, 0.05f + 0.85f * (float)random.NextDouble());
            var forecast = new Prediction(0.95f - up, 0.05f, up, 0);
            var pays = random.NextDouble() < (side > 0 ? up : 0.95f - up);
            champion += ShadowComparison.Loss(forecast, pays ? side : 0, side, isOfSides: false);
            challenger += ShadowComparison.Loss(
                side > 0 ? new Prediction(0, 0.525f, 0.475f, 0) : new Prediction(0.475f, 0.525f, 0, 0), pays ? side : 0, side, true);
        }

        Assert.True(champion < 0.95 * challenger, $"{champion} and {challenger}");
    }

    [Theory]
    [InlineData(1, 1, false, 0.5)]
    [InlineData(0, 1, false, 0.5)]
    [InlineData(-1, -1, false, 0.2)]
    [InlineData(0, -1, false, 0.8)]
    [InlineData(1, 1, true, 0.625)]
    [InlineData(0, 1, true, 0.375)]
    [InlineData(-1, null, false, 0.2)]
    [InlineData(0, null, false, 0.3)]
    public void What_a_forecast_gives_the_class_that_came_true(int outcome, int? side, bool isOfSides, double probability) =>
        Assert.Equal(
            -Math.Log(probability), ShadowComparison.Loss(new Prediction(0.2f, 0.3f, 0.5f, 0), outcome, side, isOfSides), 1e-6);
}
