using Huracan.Engine;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Tests.Engine.Quality.Metrics;

public class BacktestOverfittingTests
{
    [Fact]
    public void Blocks_give_the_ratio_of_the_bars_they_stand_for()
    {
        var returns = Noise(1, 16 * 20 + 7, 0.001);
        var blocks = ReturnBlocks.Of(returns);

        foreach (var choice in new uint[] { 0xFFFF, 0x00FF, 0xAAAA, 0x8001 })
        {
            // what is left over is left out at the beginning
            var bars = returns[7..].Where((_, i) => (choice >> i / 20 & 1) == 1).ToArray();
            Assert.Equal(SharpeStatistics.Of(bars).Ratio, blocks.Sharpe(choice), 10);
        }
        Assert.Equal(0, ReturnBlocks.Of(new double[64]).Sharpe(0xFFFF));
    }

    [Fact]
    public void All_choices_are_those_of_a_slow_count_over_the_bars_themselves()
    {
        double[][] trials = [Noise(1, 160, 0.01), Noise(2, 160, 0.005), Noise(3, 160, 0), Noise(4, 160, -0.01), Noise(5, 160, 0.008)];

        var result = BacktestOverfitting.Of([.. trials.Select(trial => ReturnBlocks.Of(trial))]);

        var (below, losses, choices) = (0, 0, 0);
        for (var half = 0; half < 1 << 16; half++)
        {
            var inside = Enumerable.Range(0, 16).Where(block => (half >> block & 1) == 1).ToArray();
            if (inside.Length != 8)
                continue;
            choices++;
            var ratios = trials.Select(trial => Ratio(trial, inside)).ToArray();
            var others = trials.Select(trial => Ratio(trial, [.. Enumerable.Range(0, 16).Except(inside)])).ToArray();
            var best = Array.IndexOf(ratios, ratios.Max());
            var relative = (others.Count(other => other < others[best]) + 1) / (double)(trials.Length + 1);
            below += Math.Log(relative / (1 - relative)) <= 0 ? 1 : 0;
            losses += others[best] < 0 ? 1 : 0;
        }
        Assert.Equal((12_870, 12_870), (choices, result.Choices));
        Assert.Equal((double)below / choices, result.Probability, 12);
        Assert.Equal((double)losses / choices, result.LossProbability, 12);
    }

    [Fact]
    public void The_best_of_equally_worthless_trials_is_as_often_below_as_above_the_middle()
    {
        var probabilities = Enumerable.Range(0, 20).Select(study =>
            BacktestOverfitting.Of(
                [.. Enumerable.Range(0, 20).Select(trial => ReturnBlocks.Of(Noise(1000 * study + trial, 800, 0)))]).Probability);

        // the halves of one series are not independent: what was high inside is lower outside
        Assert.InRange(probabilities.Average(), 0.4, 0.65);
    }

    [Fact]
    public void A_trial_that_is_truly_better_is_not_taken_for_luck()
    {
        var trials = Enumerable.Range(0, 20).Select(trial => ReturnBlocks.Of(Noise(trial, 1600, trial == 7 ? 0.2 : 0))).ToArray();

        var result = BacktestOverfitting.Of(trials);

        Assert.InRange(result.Probability, 0, 0.01);
        Assert.InRange(result.LossProbability, 0, 0.01);
        Assert.True(double.IsFinite(result.Slope));
    }

    [Fact]
    public void One_trial_is_no_choice_and_few_bars_no_evidence()
    {
        Assert.Throws<ArgumentException>(() => BacktestOverfitting.Of([ReturnBlocks.Of(Noise(1, 64, 0))]));
        Assert.Throws<ArgumentException>(() =>
            BacktestOverfitting.Of([ReturnBlocks.Of(Noise(1, 64, 0)), ReturnBlocks.Of(Noise(1, 640, 0))]));
        Assert.Throws<ArgumentException>(() => ReturnBlocks.Of(Noise(1, 31, 0)));
    }

    private static double Ratio(double[] returns, int[] blocks)
    {
        var length = returns.Length / 16;
        return SharpeStatistics.Of([.. blocks.SelectMany(block => returns[(block * length)..((block + 1) * length)])]).Ratio;
    }

    private static double[] Noise(int seed, int count, double mean)
    {
        var random = new SeededRandom((ulong)seed);
        return [.. Enumerable.Range(0, count).Select(_ => mean + random.NextGaussian())];
    }
}
