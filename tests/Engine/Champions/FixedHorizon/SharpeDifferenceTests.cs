using Huracan.Engine;
using Huracan.Engine.Champions.FixedHorizon;

namespace Huracan.Tests.Engine.Champions.FixedHorizon;

public class SharpeDifferenceTests
{
    private static readonly double[] Champion = ChampionsGolden.Series("champion");
    private static readonly double[] Challenger = ChampionsGolden.Series("challenger");

    [Fact]
    public void Difference_error_and_a_sample_agree_with_numpy()
    {
        var expected = ChampionsGolden.Root.GetProperty("sharpe");
        var test = SharpeDifference.Of(Champion, Challenger, expected.GetProperty("block").GetInt32());
        Assert.Equal(expected.GetProperty("difference").GetDouble(), test.Difference, 1e-10);
        Assert.Equal(expected.GetProperty("error").GetDouble(), test.Error, 1e-8); // numpy's gradient is numerical
        Assert.Equal(test.Difference / test.Error, test.Statistic);
        int[] starts = [.. expected.GetProperty("starts").EnumerateArray().Select(start => start.GetInt32())];
        Assert.Equal(expected.GetProperty("sample").GetDouble(), test.Sample(starts), 1e-6);
    }

    [Fact]
    public void The_same_seed_gives_the_same_p_value_and_the_other_side_its_complement()
    {
        var p = SharpeDifference.Of(Champion, Challenger, 6).Test(4_999, new SeededRandom(1)).PValue;
        Assert.Equal(p, SharpeDifference.Of(Champion, Challenger, 6).Test(4_999, new SeededRandom(1)).PValue);
        Assert.Equal(1, p + SharpeDifference.Of(Challenger, Champion, 6).Test(4_999, new SeededRandom(2)).PValue, 0.03);
    }

    [Fact]
    public void Equal_ratios_are_told_apart_about_as_often_as_asked()
    {
        var rejected = 0;
        for (ulong seed = 0; seed < 400; seed++)
        {
            var (a, b) = Draw(new SeededRandom(seed), 0.05, 0.05);
            if (SharpeDifference.Of(a, b, 6).Test(199, new SeededRandom(seed)).PValue <= 0.05)
                rejected++;
        }
        Assert.InRange(rejected, 8, 34); // 99.8 % of a binomial with 20 expected
    }

    [Fact]
    public void A_higher_ratio_is_found_and_leverage_is_not_one()
    {
        var (a, b) = Draw(new SeededRandom(5), 0, 0.25);
        Assert.True(SharpeDifference.Of(a, b, 6).Test(999, new SeededRandom(1)).PValue < 0.01);
        var levered = SharpeDifference.Of(a, Array.ConvertAll(a, r => 3 * r), 6);
        Assert.Equal(0, levered.Difference, 1e-12);
    }

    [Fact]
    public void Cash_has_a_ratio_of_nought()
    {
        var test = SharpeDifference.Of(new double[Challenger.Length], Challenger, 6);
        var mean = Challenger.Average();
        Assert.Equal(mean / Math.Sqrt(Challenger.Average(r => r * r) - mean * mean), test.Difference, 1e-12);
        Assert.InRange(test.Test(999, new SeededRandom(1)).PValue, 0.001, 0.999);
        Assert.True(double.IsNaN(SharpeDifference.Of(new double[50], new double[50], 5).Test(99, new SeededRandom(1)).PValue));
    }

    [Fact]
    public void Series_of_other_lengths_and_blocks_too_long_are_misuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeDifference.Of(new double[10], new double[9], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeDifference.Of(new double[10], new double[10], 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeDifference.Of(new double[10], new double[10], 0));
    }

    private static (double[] Champion, double[] Challenger) Draw(SeededRandom random, double ratioA, double ratioB)
    {
        var (a, b) = (new double[300], new double[300]);
        for (var t = 0; t < a.Length; t++)
        {
            var common = random.NextGaussian();
            a[t] = 0.01 * (ratioA + Math.Sqrt(0.5) * (common + random.NextGaussian()));
            b[t] = 0.02 * (ratioB + Math.Sqrt(0.5) * (common + random.NextGaussian()));
        }
        return (a, b);
    }
}
