using Huracan.Engine;
using Huracan.Engine.Models.Onnx;

namespace Huracan.Tests.Engine.Models.Onnx;

public sealed class QuantileFunctionTests
{
    [Fact]
    public void Of_a_uniform_distribution_probabilities_and_mean_are_exact()
    {
        var uniform = new QuantileFunction([0.1, 0.5, 0.9], [-0.8, 0, 0.8]); // between −1 and 1

        Assert.Equal(0, uniform.Below(-1.5));
        Assert.Equal(0.05, uniform.Below(-0.9), 12);
        Assert.Equal(0.7, uniform.Below(0.4), 12);
        Assert.Equal(1, uniform.Below(1.2));
        Assert.Equal(0, uniform.Mean(), 12);
        var forecast = uniform.Predict(0.2);
        Assert.Equal(0.4, forecast.Down, 6);
        Assert.Equal(0.2, forecast.Flat, 6);
        Assert.Equal(0.4, forecast.Up, 6);
    }

    [Fact]
    public void For_random_quantiles_the_mean_is_that_of_the_sampled_function_and_probabilities_rise()
    {
        var random = new SeededRandom(3);
        double[] levels = [0.05, 0.2, 0.5, 0.6, 0.95];
        for (var run = 0; run < 50; run++)
        {
            var values = Array.ConvertAll(levels, _ => random.NextGaussian()); // they cross
            var function = new QuantileFunction(levels, values);
            // The mean is the area above the function right of 0 less that below it left of 0.
            const double step = 1e-3;
            double area = 0, before = 0;
            for (var x = -40 + step / 2; x < 40; x += step)
            {
                var below = function.Below(x);
                Assert.InRange(below, before - 1e-12, 1);
                (area, before) = (area + (x > 0 ? 1 - below : -below) * step, below);
            }
            Assert.Equal(area, function.Mean(), 0.02);
        }
    }

    [Fact]
    public void Equal_quantiles_are_a_step_and_no_class_is_impossible()
    {
        var step = new QuantileFunction([0.1, 0.5, 0.9], [0.3, 0.3, 0.3]);

        var forecast = step.Predict(0.1);

        Assert.Equal(0.3, forecast.Value, 6);
        Assert.Equal(QuantileFunction.LeastProbability, forecast.Down, 5);
        Assert.Equal(1, forecast.Down + forecast.Flat + forecast.Up, 6);
        Assert.InRange(forecast.Up, 0.99, 1);
    }
}
