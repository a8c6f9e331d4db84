using Huracan.Engine;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Space;

namespace Huracan.Tests.Engine.Search.Samplers;

public class ParzenEstimatorTests
{
    private static readonly ParzenOptions Univariate = new(1, KernelWidth.ByNeighbours, PriorIsNeighbour: true);
    private static readonly ParzenOptions Multivariate = new(1, KernelWidth.ByCountAlone, PriorIsNeighbour: false);

    [Fact]
    public void Weights_fall_off_with_age_beyond_twenty_five()
    {
        // numpy: append(concatenate([linspace(1/28, 1, 3), ones(25)]), 1), over its sum.
        var sum = 1 / 28.0 + (1 / 28.0 + 1) / 2 + 1 + 25 + 1;

        var weights = Weights(28, 1);

        Assert.Equal(29, weights.Length);
        Assert.Equal(1 / 28.0 / sum, weights[0], 1e-15);
        Assert.Equal((1 / 28.0 + 1) / 2 / sum, weights[1], 1e-15);
        Assert.Equal(1 / sum, weights[2], 1e-15);
        Assert.Equal(1 / sum, weights[28], 1e-15);
        Assert.Equal(1 / 26.0 / (1 / 26.0 + 25 + 1), Weights(26, 1)[0], 1e-15);
        Assert.Equal([1.0], Weights(0, 1));
    }

    [Fact]
    public void An_observation_left_out_counts_as_if_it_had_never_been()
    {
        double[] values = [0.1, 0.4, 0.35, 0.9, 0.2, 0.7, 0.15, .. Enumerable.Range(0, 30).Select(i => i / 30.0)];
        int[] leftOut = [0, 3, 4, 20, 36];
        var all = new ParzenEstimator([new FloatDistribution(0, 1)], [values], Multivariate);
        var others = new ParzenEstimator(
            [new FloatDistribution(0, 1)], [[.. values.Where((_, place) => !leftOut.Contains(place))]], Multivariate);

        all.Fit(leftOut);

        foreach (var x in new[] { 0.05, 0.4, 0.77 })
            Assert.Equal(others.LogDensity([[x]])[0], all.LogDensity([[x]])[0], 1e-12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_density_of_a_number_sums_to_one_over_its_scale(bool multivariate)
    {
        var options = multivariate ? Multivariate : Univariate;
        double[][] observations = [[0.1, 0.11, 0.5, 2, 2, 9.9]];
        var plain = new ParzenEstimator([new FloatDistribution(0.1, 10)], observations, options);
        var log = new ParzenEstimator([new FloatDistribution(0.1, 10, Log: true)], observations, options);

        Assert.Equal(1, Integral(x => Density(plain, x), 0.1, 10), 1e-4);
        Assert.Equal(1, Integral(position => Density(log, Math.Exp(position)), Math.Log(0.1), Math.Log(10)), 1e-4);
    }

    [Fact]
    public void Masses_on_a_grid_and_of_choices_sum_to_one()
    {
        var grid = new ParzenEstimator([new IntDistribution(2, 11, step: 3)], [[2, 5, 5, 11]], Univariate);
        var choices = new ParzenEstimator([new CategoricalDistribution(["a", "b", "c"])], [[0, 0, 2, 0]], Univariate);

        Assert.Equal(1, new double[] { 2, 5, 8, 11 }.Sum(value => Density(grid, value)), 1e-12);
        Assert.Equal(1, new double[] { 0, 1, 2 }.Sum(value => Density(choices, value)), 1e-12);
        Assert.True(Density(choices, 0) > Density(choices, 2));
        Assert.True(Density(choices, 2) > Density(choices, 1));
    }

    [Fact]
    public void A_choices_masses_are_those_of_smoothed_counts()
    {
        // Two observations: (e + 1/3) / (1 + 3/3) each, with equal weight beside the even kernel.
        var choices = new ParzenEstimator([new CategoricalDistribution(["a", "b", "c"])], [[0, 2]], Univariate);

        Assert.Equal(((1 + 1 / 3.0) / 2 + (1 / 3.0) / 2 + 1 / 3.0) / 3, Density(choices, 0), 1e-12);
        Assert.Equal((1 / 3.0 / 2 + 1 / 3.0 / 2 + 1 / 3.0) / 3, Density(choices, 1), 1e-12);
    }

    [Fact]
    public void Draws_follow_the_density()
    {
        var estimator = new ParzenEstimator([new FloatDistribution(-3, 3)], [[-2, -1.9, 1, 1.2, 2.9]], Univariate);
        var drawn = estimator.Draw(50_000, new SeededRandom(3))[0];

        for (var from = -3.0; from < 3; from += 0.5)
        {
            var share = drawn.Count(value => value >= from && value < from + 0.5) / 50_000.0;
            Assert.Equal(Integral(x => Density(estimator, x), from, from + 0.5), share, 0.01);
        }
    }

    [Fact]
    public void A_product_over_two_parameters_is_one_kernel_each_and_not_one_density_each()
    {
        // Observations on a diagonal: a point on it is likelier than one beside it with the same coordinates.
        var estimator = new ParzenEstimator(
            [new FloatDistribution(0, 1), new FloatDistribution(0, 1)], [[0.1, 0.5, 0.9], [0.1, 0.5, 0.9]], Multivariate);

        var densities = estimator.LogDensity([[0.1, 0.1], [0.1, 0.9]]);

        Assert.True(densities[0] > densities[1] + 1);
    }

    [Theory]
    [InlineData(0.3, 5, 0, 1)]
    [InlineData(0.999, -4, 0, 1)]
    [InlineData(1e-9, 0.5, 0.2, 0.9)]
    [InlineData(0.5, 50, 0, 1)]
    public void Quantiles_of_a_truncated_normal_stay_within_its_bounds_and_grow(double q, double mean, double low, double high)
    {
        var value = TruncatedNormal.Quantile(q, mean, 0.5, low, high);

        Assert.InRange(value, low, high);
        Assert.True(TruncatedNormal.Quantile(q + (1 - q) / 2, mean, 0.5, low, high) >= value);
    }

    [Theory]
    [InlineData(-1, 1, -0.381715146302126)] // mpmath, 30 digits, all three
    [InlineData(3, 4, -6.631467786538225)]
    [InlineData(-40, -39, -765.0831565643775)]
    public void The_mass_of_a_normal_keeps_its_digits_in_the_tails(double a, double b, double log) =>
        Assert.Equal(log, TruncatedNormal.LogMass(a, b), 1e-10 * Math.Abs(log));

    private static double Density(ParzenEstimator estimator, double value) => Math.Exp(estimator.LogDensity([[value]])[0]);

    private static double[] Weights(int observations, double prior)
    {
        var weights = new double[observations + 1];
        ParzenEstimator.Weigh(weights, prior);
        return weights;
    }

    private static double Integral(Func<double, double> f, double low, double high)
    {
        const int steps = 4_000;
        var width = (high - low) / steps;
        return Enumerable.Range(0, steps).Sum(i => f(low + (i + 0.5) * width)) * width;
    }
}
