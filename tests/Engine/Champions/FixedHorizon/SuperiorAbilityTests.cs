using Huracan.Engine;
using Huracan.Engine.Champions.FixedHorizon;

namespace Huracan.Tests.Engine.Champions.FixedHorizon;

public class SuperiorAbilityTests
{
    [Fact]
    public void The_statistic_agrees_with_numpy()
    {
        var champion = ChampionsGolden.Series("champion");
        List<double[]> advantages =
        [
            .. new[] { "challenger", "worse" }.Select(name => ChampionsGolden.Series(name).Zip(champion, (b, a) => b - a).ToArray()),
        ];
        foreach (var expected in ChampionsGolden.Root.GetProperty("superior").EnumerateArray())
            Assert.Equal(
                expected.GetProperty("statistic").GetDouble(),
                SuperiorAbility.Statistic(advantages, expected.GetProperty("block").GetInt32()), 1e-10);
    }

    [Fact]
    public void Five_that_are_no_better_are_rejected_about_as_often_as_asked()
    {
        var rejected = 0;
        for (ulong seed = 0; seed < 400; seed++)
        {
            var random = new SeededRandom(seed);
            var advantages = Enumerable.Range(0, 5).Select(_ => Draw(random, 0, 200)).ToList();
            if (SuperiorAbility.Test(advantages, 4, 199, random).PValue <= 0.05)
                rejected++;
        }
        Assert.InRange(rejected, 8, 38); // 99.9 % of a binomial with 20 expected, and a little for short series
    }

    [Fact]
    public void Challengers_far_behind_cost_the_good_one_nothing_but_those_as_good_do()
    {
        var random = new SeededRandom(3);
        var good = Draw(random, 0.12, 250);
        var alone = SuperiorAbility.Test([good], 4, 1_999, new SeededRandom(1)).PValue;
        Assert.InRange(alone, 0.001, 0.3);
        var bad = Enumerable.Range(0, 20).Select(_ => Draw(random, -1, 250));
        var others = Enumerable.Range(0, 20).Select(_ => Draw(random, 0, 250));
        Assert.Equal(alone, SuperiorAbility.Test([good, .. bad], 4, 1_999, new SeededRandom(1)).PValue, 0.02);
        Assert.True(SuperiorAbility.Test([good, .. others], 4, 1_999, new SeededRandom(1)).PValue > 2 * alone);
    }

    [Fact]
    public void One_that_is_better_is_found_and_what_never_differs_is_undefined()
    {
        Assert.True(SuperiorAbility.Test([Draw(new SeededRandom(1), 0.4, 250)], 1, 999, new SeededRandom(1)).PValue < 0.005);
        Assert.True(double.IsNaN(SuperiorAbility.Test([new double[50]], 3, 99, new SeededRandom(1)).PValue));
        Assert.Equal(Math.Sqrt(2 * Math.Log(Math.Log(250))), SuperiorAbility.Tolerance(250));
    }

    [Theory]
    [InlineData(730, 1, 9)]
    [InlineData(27, 1, 3)]
    [InlineData(27, 5, 5)]
    [InlineData(1, 0, 1)]
    public void Blocks_are_as_long_as_the_cube_root_of_the_days_and_no_shorter_than_a_forecast(int days, int outcomeDays, int expected) =>
        Assert.Equal(expected, BlockLength.Of(days, outcomeDays));

    private static double[] Draw(SeededRandom random, double mean, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => mean + random.NextGaussian())];
}
