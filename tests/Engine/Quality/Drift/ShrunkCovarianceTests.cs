using System.Text.Json;
using Huracan.Engine.Quality.Drift;

namespace Huracan.Tests.Engine.Quality.Drift;

public class ShrunkCovarianceTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(
        File.ReadAllText(Repository.Golden("drift", "distance.json"))).RootElement;

    public static TheoryData<string> Cases => [.. Golden.EnumerateObject().Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Distances_agree_with_numpy(string name)
    {
        var one = Golden.GetProperty(name);
        var covariance = ShrunkCovariance.Of(Rows(one, "rows"));

        foreach (var (probe, distance) in Rows(one, "probes").Zip(one.GetProperty("distances").EnumerateArray()))
            Assert.Equal(1, covariance.Distance(probe) / distance.GetDouble(), 1e-5); // the factor is kept in single precision
    }

    [Fact]
    public void A_row_that_breaks_what_columns_have_in_common_is_far_and_the_column_is_named()
    {
        var random = new Huracan.Engine.SeededRandom(3);
        double[][] rows = [.. Enumerable.Range(0, 500).Select(_ =>
        {
            var (common, own) = (random.NextGaussian(), random.NextGaussian());
            return (double[])[common, common + 0.1 * random.NextGaussian(), own];
        })];
        var covariance = ShrunkCovariance.Of(rows);

        Assert.InRange(covariance.Distance([1, 1, 1]), 0, 2);
        Assert.True(covariance.Distance([1, -1, 0]) > 5);
        Assert.Equal(2, covariance.MostOf([0, 0, 9]));
        Assert.Throws<ArgumentException>(() => covariance.Distance([1, 1]));
        Assert.Throws<ArgumentException>(() => ShrunkCovariance.Of([[1.0, 2.0]]));
    }

    [Fact]
    public void A_column_that_never_changes_leaves_the_distance_finite()
    {
        var random = new Huracan.Engine.SeededRandom(4);
        var covariance = ShrunkCovariance.Of([.. Enumerable.Range(0, 100).Select(_ => (double[])[random.NextGaussian(), 0])]);

        Assert.InRange(covariance.Distance([0, 0]), 0, 0.5);
        Assert.True(double.IsFinite(ShrunkCovariance.Of([[1, 1], [1, 1]]).Distance([5, 5])));
    }

    private static double[][] Rows(JsonElement one, string name) =>
        [.. one.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
}
