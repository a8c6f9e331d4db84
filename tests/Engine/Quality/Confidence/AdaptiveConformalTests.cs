using Huracan.Contracts.Json;
using Huracan.Engine;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Tests.Engine.Quality.Confidence;

public class AdaptiveConformalTests
{
    [Fact]
    public void Alpha_falls_with_a_miss_and_rises_a_little_without()
    {
        var adaptive = new AdaptiveConformal(ConformalState.Of([.. Enumerable.Range(1, 99).Select(i => (double)i)], 0.9, 0.05));
        var issued = adaptive.Current;

        adaptive.Observe(issued, 95);
        Assert.Equal(90, issued.Quantile);
        Assert.Equal(0.1 + 0.05 * (0.1 - 1), adaptive.Alpha, 1e-12);
        Assert.Equal(95, adaptive.Current.Quantile); // of 100 scores the ⌈101·0.945⌉-th, which is the second 95

        adaptive.Observe(adaptive.Current, 3);
        Assert.Equal(0.1 + 0.05 * (0.1 - 1) + 0.05 * 0.1, adaptive.Alpha, 1e-12);
    }

    [Fact]
    public void Agrees_with_a_brute_force_computation()
    {
        var random = new SeededRandom(7);
        double[] scores = [.. Enumerable.Range(0, 2_500).Select(_ => Math.Round(Math.Abs(random.NextGaussian()), 2))];
        var adaptive = new AdaptiveConformal(ConformalState.Of(scores[..600], 0.8, 0.02));
        var alpha = 0.2;
        for (var i = 600; i < scores.Length; i++)
        {
            var window = scores[Math.Max(0, i - ConformalState.MostScores)..i];
            Array.Sort(window);
            var rank = (int)Math.Ceiling((window.Length + 1) * (1 - alpha));
            var quantile = rank > window.Length ? double.PositiveInfinity : window[rank - 1];

            var issued = adaptive.Current;
            adaptive.Observe(issued, scores[i]);

            Assert.Equal(quantile, issued.Quantile);
            alpha += 0.02 * (0.2 - (scores[i] > quantile ? 1 : 0));
            Assert.Equal(alpha, adaptive.Alpha, 1e-12);
        }
    }

    [Fact]
    public void A_saved_state_goes_on_as_if_it_had_not_been_saved()
    {
        var random = new SeededRandom(8);
        var one = new AdaptiveConformal(ConformalState.Of([.. Enumerable.Range(0, 1_200).Select(_ => random.NextDouble())]));
        for (var i = 0; i < 100; i++)
            one.Observe(one.Current, 2 * random.NextDouble());

        var other = new AdaptiveConformal(HuracanJson.Deserialize<ConformalState>(HuracanJson.Serialize(one.State), "a test"));

        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(one.Current, other.Current);
            Assert.Equal(one.Alpha, other.Alpha);
            var score = 2 * random.NextDouble();
            one.Observe(one.Current, score);
            other.Observe(other.Current, score);
        }
    }

    [Fact]
    public void The_long_run_share_of_misses_is_the_one_asked_for_whatever_the_scores_do()
    {
        // Gibbs and Candès, proposition 4.1: within (max(α, 1 − α) + γ) / (T·γ) of it.
        const int count = 4_000;
        const double rate = 0.05;
        var adaptive = new AdaptiveConformal(ConformalState.Of([1, 2, 3], 0.9, rate));
        var misses = 0;
        for (var i = 0; i < count; i++)
        {
            var issued = adaptive.Current;
            var score = i * (1.0 + i % 7); // each greater than most before it
            misses += score > issued.Quantile ? 1 : 0;
            adaptive.Observe(issued, score);
        }
        Assert.Equal(0.1, misses / (double)count, (0.9 + rate) / (count * rate));
    }

    [Fact]
    public void Scores_that_are_no_numbers_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new AdaptiveConformal(ConformalState.Of([1])).Observe(new ConformalInterval(1), double.NaN));
}
