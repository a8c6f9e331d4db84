using Huracan.Engine;
using Huracan.Engine.Importance;

namespace Huracan.Tests.Engine.Importance;

public class FeatureGroupsTests
{
    [Fact]
    public void Links_join_over_a_third_feature_signs_do_not_count_and_a_constant_is_alone()
    {
        var random = new SeededRandom(3);
        double[] Draw() => [.. Enumerable.Range(0, 600).Select(_ => random.NextGaussian())];
        double[] Mixed(double[] of, double own) => [.. of.Select(x => x + own * random.NextGaussian())];
        var first = Draw();
        var middle = Mixed(first, 0.55); // correlated by 0.88 with the first
        var last = Mixed(middle, 0.65);  // by as much with the middle one, by 0.77 with the first
        double[][] columns =
        [
            first, Draw(), [.. last.Select(x => -Math.Exp(x))], new double[600], middle, Draw(),
        ];

        var groups = FeatureGroups.Of(columns, [.. Enumerable.Range(0, 600)], 0.8);

        Assert.Equal([[0, 2, 4], [1], [3], [5]], groups);
        Assert.Equal(6, FeatureGroups.Of(columns, [.. Enumerable.Range(0, 600)], 0.99).Count);
        // Only the bars that are named are looked at: before the warm-up there are no numbers.
        columns[1][0] = double.NaN;
        Assert.Equal([[0, 2, 4], [1], [3], [5]], FeatureGroups.Of(columns, [.. Enumerable.Range(1, 599)], 0.8));
    }
}
