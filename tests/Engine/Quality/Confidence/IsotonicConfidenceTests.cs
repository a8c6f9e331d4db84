using Huracan.Engine.Models;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Tests.Engine.Quality.Confidence;

public class IsotonicConfidenceTests
{
    public static TheoryData<string> Cases => MadeUpForecasts.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_scikit_learn(string name)
    {
        var (forecasts, reference) = MadeUpForecasts.Reference(name);

        var function = IsotonicConfidence.Fit(forecasts.Predictions, forecasts.Classes);

        var grid = reference.GetProperty("grid").EnumerateArray().Select(x => x.GetDouble()).ToArray();
        var expected = reference.GetProperty("isotonic").EnumerateArray().Select(x => x.GetDouble()).ToArray();
        for (var i = 0; i < grid.Length; i++)
            Assert.Equal(expected[i], function.At(grid[i]), 1e-6); // their knots are 32 bits wide
    }

    [Fact]
    public void The_function_never_falls()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var forecasts = MadeUpForecasts.Of(300, 1.8, seed);
            var function = IsotonicConfidence.Fit(forecasts.Predictions, forecasts.Classes);

            Assert.Equal(function.Confidences.Order().Distinct(), function.Confidences);
            Assert.Equal(function.Accuracies.Order(), function.Accuracies);
            var values = Enumerable.Range(0, 200).Select(i => function.At(i / 199.0)).ToArray();
            Assert.Equal(values.Order(), values);
        }
    }

    [Fact]
    public void Keeps_the_likeliest_class_the_proportion_of_the_others_and_the_value()
    {
        var forecasts = MadeUpForecasts.Of(4_000, 2.5, seed: 6);
        var function = IsotonicConfidence.Fit(forecasts.Predictions, forecasts.Classes);
        var lowered = 0;
        foreach (var before in forecasts.Predictions)
        {
            var after = function.Apply(before);

            Assert.Equal(before.Direction, after.Direction);
            Assert.Equal(before.Value, after.Value);
            Assert.Equal(1, (double)after.Down + after.Flat + after.Up, 1e-6);
            Assert.InRange(after.Confidence, 1f / 3, 1 - 1e-6f);
            if (before.Direction == 1 && after.Down > 1e-4)
                Assert.Equal(1, before.Flat / before.Down / (after.Flat / after.Down), 1e-3);
            lowered += after.Confidence < before.Confidence ? 1 : 0;
        }
        Assert.True(lowered > 3_000, $"{lowered}");
    }

    [Fact]
    public void Nothing_is_certain_and_ties_stay()
    {
        var function = IsotonicConfidence.Fit([new(0.1f, 0.2f, 0.7f, 0), new(0, 0, 1, 0)], [1, 1]);

        Assert.Equal(1, function.At(0.8));
        Assert.InRange(function.Apply(new(0, 0, 1, 0)).Confidence, 0.99f, 1 - 1e-6f);
        Assert.Equal(new Prediction(0.4f, 0.2f, 0.4f, 0), function.Apply(new(0.4f, 0.2f, 0.4f, 0)));
    }

    [Fact]
    public void A_second_class_is_not_put_before_the_likeliest()
    {
        var function = IsotonicConfidence.Fit([new(0.3f, 0.3f, 0.4f, 0)], [-1]);

        var after = function.Apply(new Prediction(0.1f, 0.4f, 0.5f, 0));

        Assert.Equal(0, function.At(0.5));
        Assert.True(after.Up > after.Flat && after.Flat > after.Down, $"{after}");
        Assert.Equal(after.Flat, after.Up, 0.01f);
    }

    [Fact]
    public void Nothing_to_learn_from_is_refused() => Assert.Throws<ArgumentException>(() => IsotonicConfidence.Fit([], []));
}
