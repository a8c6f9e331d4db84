using Huracan.Engine.Models;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Tests.Engine.Quality.Confidence;

public class TemperatureScalingTests
{
    public static TheoryData<string> Cases => MadeUpForecasts.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_scipy(string name)
    {
        var (forecasts, reference) = MadeUpForecasts.Reference(name);

        var temperature = TemperatureScaling.Fit(forecasts.Predictions, forecasts.Classes).Temperature;

        Assert.Equal(1, temperature / reference.GetProperty("temperature").GetDouble(), 1e-6);
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData(1)]
    [InlineData(0.5)]
    public void Finds_by_how_much_forecasts_are_too_sure(double sharpness)
    {
        var forecasts = MadeUpForecasts.Of(20_000, sharpness, seed: 3);

        Assert.Equal(sharpness, TemperatureScaling.Fit(forecasts.Predictions, forecasts.Classes).Temperature, 0.05 * sharpness);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(3)]
    [InlineData(20)]
    public void Keeps_the_order_of_the_classes_and_the_value(double temperature)
    {
        var scaling = new TemperatureScaling(temperature);
        foreach (var before in MadeUpForecasts.Of(2_000, 1.5, seed: 4).Predictions)
        {
            var after = scaling.Apply(before);

            Assert.Equal(before.Direction, after.Direction);
            Assert.Equal(before.Value, after.Value);
            Assert.True(Order(before) == Order(after) || temperature < 0.1, $"{before} {after}"); // both others may be next to nothing
            Assert.Equal(1, (double)after.Down + after.Flat + after.Up, 1e-6);
            Assert.InRange(after.Confidence, 1f / 3, 1 - 1e-6f);
        }
    }

    [Fact]
    public void A_temperature_of_1_changes_nothing()
    {
        var scaling = new TemperatureScaling(1);
        foreach (var before in MadeUpForecasts.Of(500, 1, seed: 5).Predictions)
            Assert.Equal(before.Confidence, scaling.Apply(before).Confidence, 1e-6f);
    }

    [Fact]
    public void Forecasts_that_are_always_right_or_always_wrong_reach_the_ends()
    {
        var sure = Enumerable.Repeat(new Prediction(0.1f, 0.2f, 0.7f, 0), 50).ToArray();

        Assert.Equal(0.05, TemperatureScaling.Fit(sure, [.. Enumerable.Repeat((sbyte)1, 50)]).Temperature, 1e-9);
        Assert.Equal(20, TemperatureScaling.Fit(sure, [.. Enumerable.Repeat((sbyte)-1, 50)]).Temperature, 1e-9);
    }

    [Fact]
    public void A_probability_of_0_that_came_true_is_survived()
    {
        var applied = new TemperatureScaling(2).Apply(new Prediction(0, 0, 1, 0));

        Assert.InRange(applied.Up, 0.99f, 1 - 1e-6f);
        Assert.True(applied.Down > 0);
    }

    [Fact]
    public void Nothing_to_learn_from_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([], []));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([new Prediction(0.2f, 0.3f, 0.5f, 0)], []));
    }

    private static string Order(Prediction p) =>
        string.Join(
            ' ', new[] { p.Down, p.Flat, p.Up }.Select((value, i) => (value, i)).OrderBy(pair => pair.value).Select(pair => pair.i));
}
