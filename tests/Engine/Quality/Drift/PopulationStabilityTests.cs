using System.Text.Json;
using Huracan.Engine;
using Huracan.Engine.Quality.Drift;

namespace Huracan.Tests.Engine.Quality.Drift;

public class PopulationStabilityTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(
        File.ReadAllText(Repository.Golden("retraining", "psi.json"))).RootElement;

    private static readonly double[] Normal = Gaussian(1, 1000);

    public static TheoryData<string> Cases => [.. Golden.EnumerateObject().Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_numpy_pandas_and_scipy(string name)
    {
        var one = Golden.GetProperty(name);

        var index = PopulationStability.Index(Values(one, "reference"), Values(one, "recent"));

        Assert.Equal(one.GetProperty("psi").GetDouble(), index, 1e-12);
    }

    [Fact]
    public void Equal_samples_have_none_whatever_their_order()
    {
        Assert.Equal(0, PopulationStability.Index(Normal, [.. Normal.Reverse()]));
        Assert.Equal(0, PopulationStability.OfCounts([3, 0, 7], [3, 0, 7]));
    }

    [Fact]
    public void A_constant_feature_has_none_until_it_moves_to_either_side()
    {
        double[] constant = [.. Enumerable.Repeat(2.5, 300)];

        Assert.Equal(0, PopulationStability.Index(constant, [2.5]));
        Assert.True(PopulationStability.Index(constant, [2.4, 2.4]) > 1);
        Assert.True(PopulationStability.Index(constant, [2.6, 2.6]) > 1);
    }

    [Fact]
    public void Two_samples_in_the_same_cells_may_be_swapped()
    {
        int[] some = [5, 0, 12, 3, 0], others = [1, 4, 0, 9, 0];

        Assert.Equal(PopulationStability.OfCounts(some, others), PopulationStability.OfCounts(others, some), 1e-15);
    }

    [Fact]
    public void It_grows_with_a_shift()
    {
        var indices = Enumerable.Range(0, 9).Select(k => PopulationStability.Index(Normal, Array.ConvertAll(Normal, x => x + 0.25 * k)));

        Assert.Equal(indices, indices.Order().Distinct());
    }

    [Fact]
    public void A_strictly_increasing_map_of_the_feature_changes_nothing()
    {
        double[] recent = [.. Gaussian(2, 200).Select(x => Math.Round(0.3 + x, 1))], reference = [.. Normal.Select(x => Math.Round(x, 1))];
        var index = PopulationStability.Index(reference, recent);

        foreach (var map in new Func<double, double>[] { x => 1e6 * x - 3, Math.Exp, x => x * x * x, Math.Atan })
            Assert.Equal(index, PopulationStability.Index(Array.ConvertAll(reference, x => map(x)), Array.ConvertAll(recent, x => map(x))));
    }

    [Fact]
    public void Nothing_and_what_is_not_finite_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PopulationStability.Index([], [1]));
        Assert.Throws<ArgumentException>(() => PopulationStability.Index([1], []));
        Assert.Throws<ArgumentException>(() => PopulationStability.Index([1, double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => PopulationStability.Index([1], [double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => PopulationStability.OfCounts([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => PopulationStability.OfCounts([1, 2], [0, 0]));
    }

    private static double[] Gaussian(ulong seed, int count)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];
    }

    private static double[] Values(JsonElement one, string name) =>
        [.. one.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
