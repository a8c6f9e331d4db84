using System.Text.Json;
using Huracan.Engine;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Space;

namespace Huracan.Tests.Engine.Search.Samplers;

/// <summary>The estimator beside Optuna's, and ways of reckoning that must not change its numbers.</summary>
public class ParzenGoldenTests
{
    private static readonly Dictionary<string, Distribution> Space = new()
    {
        ["width"] = new FloatDistribution(-5, 5),
        ["rate"] = new FloatDistribution(1e-5, 1e-1, Log: true),
        ["dropout"] = new FloatDistribution(0, 0.5, Step: 0.05),
        ["batch"] = new IntDistribution(32, 512, step: 32),
        ["units"] = new IntDistribution(16, 256, log: true),
        ["cell"] = new CategoricalDistribution(["lstm", "gru", "rnn"]),
    };

    [Fact]
    public void Log_densities_are_those_of_Optuna()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Repository.Golden("search", "parzen.json")));
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var names = one.GetProperty("names").Deserialize<string[]>()!;
            var options = new ParzenOptions(
                1, one.GetProperty("multivariate").GetBoolean() ? KernelWidth.ByCountAlone : KernelWidth.ByNeighbours,
                PriorIsNeighbour: true);
            var observations = one.GetProperty("observations").Deserialize<double[][]>()!;
            var expected = one.GetProperty("log_densities").Deserialize<double[]>()!;

            var densities = new ParzenEstimator([.. names.Select(name => Space[name])], observations, options)
                .LogDensity(one.GetProperty("points").Deserialize<double[][]>()!);

            Assert.All(expected.Zip(densities), pair => Assert.Equal(pair.First, pair.Second, 1e-6)); // Optuna's erf has seven digits
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    [InlineData(900)]
    public void Observations_added_one_by_one_in_any_order_give_the_density_of_all_at_once(int count)
    {
        var options = new ParzenOptions(1, KernelWidth.ByCount, PriorIsNeighbour: false);
        var random = new SeededRandom(5);
        Distribution[] space = [.. Space.Values];
        var observations = Draws(space, count, random);
        var points = Draws(space, 20, random);
        var kept = new ParzenEstimator(space, options);
        for (var i = 0; i < count; i += 2)
            kept.Insert(i / 2, [.. observations.Select(row => row[i])]);
        kept.Fit();
        for (var i = 1; i < count; i += 2)
            kept.Insert(i, [.. observations.Select(row => row[i])]);
        kept.Insert(count, [.. points.Select(row => row[0])]);
        kept.Remove(count, 1);
        kept.Fit();

        Assert.Equal(new ParzenEstimator(space, observations, options).LogDensity(points), kept.LogDensity(points));
    }

    [Fact]
    public void Observations_left_out_change_nothing()
    {
        var options = new ParzenOptions(1, KernelWidth.ByCount, PriorIsNeighbour: false);
        var random = new SeededRandom(6);
        Distribution[] space = [.. Space.Values];
        var observations = Draws(space, 50, random);
        var points = Draws(space, 20, random);
        var all = new ParzenEstimator(space, observations, options);
        all.Fit(0, 7, 49);
        var some = new ParzenEstimator(
            space, Array.ConvertAll(observations, row => row.Where((_, i) => i is not (0 or 7 or 49)).ToArray()), options);

        Assert.All(some.LogDensity(points).Zip(all.LogDensity(points)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    public void The_best_point_is_the_one_found_by_reckoning_all(int count)
    {
        var random = new SeededRandom(7);
        Distribution[] space = [.. Space.Values];
        var estimator = new ParzenEstimator(
            space, Draws(space, count, random), new ParzenOptions(1, KernelWidth.ByCount, PriorIsNeighbour: false));
        for (var round = 0; round < 20; round++)
        {
            var points = estimator.Draw(24, random);
            var gains = Enumerable.Range(0, 24).Select(_ => 3 * random.NextGaussian()).ToArray();
            var scores = gains.Zip(estimator.LogDensity(points), (gain, loss) => gain - loss).ToArray();

            Assert.Equal(Array.IndexOf(scores, scores.Max()), estimator.Best(points, gains));
        }
    }

    [Fact]
    public void Kernels_narrow_with_the_spread_of_the_observations_but_not_beyond_three_hundredths()
    {
        var options = new ParzenOptions(1, KernelWidth.BySpread, PriorIsNeighbour: false);
        Distribution[] space = [new FloatDistribution(0, 1)];
        double At(double[] observations, double x) => Math.Exp(new ParzenEstimator(space, [observations], options).LogDensity([[x]])[0]);
        double[] same = [.. Enumerable.Repeat(0.6, 25)];

        Assert.True(At([0.58, 0.59, 0.6, 0.61, 0.62], 0.6) > 1.2 * At([0.4, 0.5, 0.6, 0.7, 0.8], 0.6));
        // 25 kernels of width max(0.03, sqrt(2 / 26) * 0.2 * 25^(-1/5)) at 0.6, and the prior's at 0.1 / 1 from its middle.
        var sigma = Math.Max(0.03, Math.Sqrt(2.0 / 26) * 0.2 * Math.Pow(25, -0.2));
        var prior = Math.Exp(-0.005) / Math.Sqrt(2 * Math.PI) / 0.38292492254802624;
        Assert.Equal((25 / sigma / Math.Sqrt(2 * Math.PI) + prior) / 26, At(same, 0.6), 1e-9);
    }

    [Fact]
    public void Values_beside_the_grid_of_earlier_bounds_count_where_they_lie()
    {
        var options = new ParzenOptions(1, KernelWidth.ByCount, PriorIsNeighbour: false);
        var estimator = new ParzenEstimator([new IntDistribution(0, 20, step: 2)], [[3, 4, 40]], options);

        var masses = Enumerable.Range(0, 11).Select(i => Math.Exp(estimator.LogDensity([[2.0 * i]])[0])).ToArray();

        Assert.Equal(1, masses.Sum(), 1e-8); // the kernel of 40 is far out in its tail
        Assert.True(masses[1] > masses[6]); // 2 is near 3 and 4
    }

    private static double[][] Draws(Distribution[] space, int count, SeededRandom random) =>
        Array.ConvertAll(space, distribution => Enumerable.Range(0, count).Select(_ => RandomSampler.Draw(distribution, random)).ToArray());
}
