using Huracan.Engine;
using Huracan.Engine.Regimes.HiddenMarkov;

namespace Huracan.Tests.Engine.Regimes.HiddenMarkov;

public class BaumWelchTests
{
    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 3, 2)]
    [InlineData(3, 4, 3)]
    [InlineData(4, 4, 1)]
    [InlineData(5, 2, 3)]
    public void No_step_lowers_the_likelihood(ulong seed, int states, int columns)
    {
        var observations = MadeUpChain.Observe(MadeUpChain.Of(seed, states, columns), seed, 400);
        var (chain, logs) = BaumWelch.Fit(MadeUpChain.Of(seed + 100, states, columns), observations, 60, 0);
        chain.Validate();
        for (var i = 1; i < logs.Count; i++)
            Assert.True(logs[i] >= logs[i - 1] - 1e-9 * Math.Abs(logs[i - 1]), $"step {i}: {logs[i - 1]:R} to {logs[i]:R}");
        Assert.True(logs[^1] > logs[0] + 10);
    }

    [Fact]
    public void The_parameters_of_a_simulated_chain_are_found()
    {
        var truth = new HiddenMarkovChain(
            [0.5, 0.3, 0.2], [[0.97, 0.02, 0.01], [0.03, 0.95, 0.02], [0.02, 0.08, 0.9]], [[-1, 0], [1, 0.5], [4, -2]],
            [[0.5, 1], [0.3, 0.6], [2, 0.4]]);
        var start = truth with
        {
            Initial = [1.0 / 3, 1.0 / 3, 1.0 / 3],
            Transitions = [[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]],
            Means = [[-2, 0], [0, 0], [2, 0]],
            Variances = [[1, 1], [1, 1], [1, 1]],
        };
        var (found, _) = BaumWelch.Fit(start, MadeUpChain.Observe(truth, 9, 20_000));
        for (var k = 0; k < 3; k++)
        {
            for (var j = 0; j < 3; j++)
                Assert.Equal(truth.Transitions[k][j], found.Transitions[k][j], 0.015);
            for (var d = 0; d < 2; d++)
            {
                Assert.Equal(truth.Means[k][d], found.Means[k][d], 0.06);
                Assert.Equal(truth.Variances[k][d], found.Variances[k][d], 0.06 * truth.Variances[k][d] + 0.03);
            }
        }
    }

    [Fact]
    public void A_state_that_nothing_is_seen_of_keeps_its_place()
    {
        var observations = MadeUpChain.Observe(new HiddenMarkovChain([1], [[1]], [[0]], [[1]]), 3, 200);
        var start = new HiddenMarkovChain([1, 0], [[1, 0], [0.5, 0.5]], [[0], [1e3]], [[1], [1]]);
        var (found, _) = BaumWelch.Fit(start, observations);
        Assert.Equal(1e3, found.Means[1][0]);
        Assert.Equal(observations.Average(), found.Means[0][0], 1e-12);
        Assert.Equal(observations.Select(x => x * x).Average() - Math.Pow(observations.Average(), 2), found.Variances[0][0], 1e-12);
    }

    [Fact]
    public void A_state_cannot_shrink_to_one_observation()
    {
        var random = new SeededRandom(4);
        double[] observations = [.. Enumerable.Range(0, 100).Select(_ => random.NextGaussian()), 50];
        var start = new HiddenMarkovChain([0.5, 0.5], [[0.9, 0.1], [0.1, 0.9]], [[0], [50]], [[1], [1]]);
        var (found, logs) = BaumWelch.Fit(start, observations);
        Assert.Equal(1e-3, found.Variances[1][0]);
        Assert.Equal(logs.Order(), logs);
    }
}
