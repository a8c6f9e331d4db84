using Huracan.Engine;
using Huracan.Engine.Champions.FixedHorizon;

namespace Huracan.Tests.Engine.Champions.FixedHorizon;

public class DieboldMarianoTests
{
    [Theory] // F8
    [InlineData(100, 1, 0.9950)]
    [InlineData(100, 5, 0.9550)]
    [InlineData(500, 24, 0.9530)]
    public void The_factor_for_small_samples_matches_the_table(int count, int horizon, double expected) =>
        Assert.Equal(expected, DieboldMariano.SmallSampleFactor(count, horizon), 5e-5);

    [Fact]
    public void Statistic_and_p_value_agree_with_numpy_and_scipy()
    {
        var losses = ChampionsGolden.Series("losses");
        foreach (var expected in ChampionsGolden.Root.GetProperty("diebold_mariano").EnumerateArray())
        {
            var result = DieboldMariano.Test(losses, expected.GetProperty("horizon").GetInt32(), expected.GetProperty("lag").GetInt32());
            Assert.Equal(expected.GetProperty("statistic").GetDouble(), result.Statistic, 1e-10);
            Assert.Equal(expected.GetProperty("p").GetDouble(), result.PValue, 1e-10);
        }
    }

    [Fact]
    public void The_lag_is_at_least_the_horizon_less_one()
    {
        var losses = ChampionsGolden.Series("losses");
        Assert.Equal(DieboldMariano.Test(losses, 9, 8), DieboldMariano.Test(losses, 9));
        Assert.Equal(DieboldMariano.Test(losses, 2, 4), DieboldMariano.Test(losses, 2));
    }

    [Fact]
    public void Overlapping_outcomes_do_not_make_it_reject_too_often()
    {
        var rejected = 0;
        for (ulong seed = 0; seed < 400; seed++)
        {
            var random = new SeededRandom(seed);
            var noise = Enumerable.Range(0, 504).Select(_ => random.NextGaussian()).ToArray();
            var differences = Enumerable.Range(0, 500).Select(t => noise[t] + noise[t + 1] + noise[t + 2] + noise[t + 3]).ToArray();
            if (DieboldMariano.Test(differences, 4, 12).PValue < 0.05)
                rejected++;
        }
        // Bartlett's weights leave it at 6 to 7 % here; without the lags it would be 20 %.
        Assert.InRange(rejected, 8, 44);
    }

    [Fact]
    public void Without_variance_or_enough_differences_nothing_is_defined()
    {
        foreach (double[] differences in new[] { [], [1], [1, 2, 3], new double[50] })
            Assert.True(double.IsNaN(DieboldMariano.Test(differences, 4).PValue));
    }
}
