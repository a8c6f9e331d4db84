using Huracan.Engine;
using Huracan.Engine.Champions;

namespace Huracan.Tests.Engine.Champions;

public class BettingProcessTests
{
    [Fact]
    public void It_agrees_with_numpy()
    {
        var expected = ChampionsGolden.Root.GetProperty("betting");
        var levels = Of(ChampionsGolden.Series("values")).Levels;
        Assert.Equal(expected.GetProperty("better").GetDouble(), levels.Better, 1e-10);
        Assert.Equal(expected.GetProperty("highest_better").GetDouble(), levels.HighestBetter, 1e-10);
        Assert.Equal(expected.GetProperty("worse").GetDouble(), levels.Worse, 1e-10);
        Assert.Equal(expected.GetProperty("highest_worse").GetDouble(), levels.HighestWorse, 1e-10);
    }

    [Fact]
    public void Over_all_outcomes_of_fair_coins_the_wealth_is_on_average_what_it_was()
    {
        const int tosses = 12;
        var start = Of([1, -1, 1, 1, -1, -1, 1, -1, 1, -1]);
        double better = 0, worse = 0;
        for (var path = 0; path < 1 << tosses; path++)
        {
            var levels = Enumerable.Range(0, tosses).Aggregate(start, (process, i) => process.Add((path >> i & 1) == 0 ? 1 : -1)).Levels;
            better += levels.Better;
            worse += levels.Worse;
        }
        Assert.Equal(1, better / (1 << tosses), 1e-12);
        Assert.Equal(1, worse / (1 << tosses), 1e-12);
    }

    [Fact]
    public void With_fat_tails_and_changing_volatility_a_level_is_reached_no_oftener_than_Ville_allows()
    {
        const int runs = 2_000;
        int twenty = 0, five = 0;
        var sum = 0.0;
        for (ulong seed = 0; seed < runs; seed++)
        {
            var random = new SeededRandom(seed);
            var logVolatility = 0.0;
            var process = BettingProcess.Start;
            for (var t = 0; t < 500; t++)
            {
                logVolatility = 0.95 * logVolatility + 0.2 * random.NextGaussian();
                // Student's t with two degrees of freedom has no variance at all.
                var tail = Math.Sqrt(-1 / Math.Log(1 - random.NextDouble()));
                process = process.Add(Math.Exp(logVolatility) * tail * random.NextGaussian());
            }
            twenty += process.Levels.HighestBetter >= 20 ? 1 : 0;
            five += process.Levels.HighestWorse >= 5 ? 1 : 0;
            sum += Math.Min(process.Levels.Better, 20);
        }
        Assert.True(twenty <= runs * 0.05 + 3 * Math.Sqrt(runs * 0.05 * 0.95), $"{twenty} runs reached 20");
        Assert.True(five <= runs * 0.2 + 3 * Math.Sqrt(runs * 0.2 * 0.8), $"{five} runs reached 5");
        Assert.True(sum / runs < 1.1, $"the mean wealth is {sum / runs}");
        Assert.True(five > runs / 50, "a test that never finds anything proves nothing");
    }

    [Fact]
    public void A_crash_costs_the_careful_bet_what_cutting_it_at_four_would_hide()
    {
        var process = Of([.. Enumerable.Range(0, 40).Select(t => t % 2 == 0 ? 1.0 : -1.0)]);
        var after = process.Add(-8);
        Assert.Equal(1 - 0.08 * 8, after.Better[0] / process.Better[0], 1e-12);
        Assert.Equal(BettingProcess.Least, after.Better[1] / process.Better[1], 1e-12);
        Assert.Equal(1 + 0.08 * 4, after.Worse[0] / process.Worse[0], 1e-12);
    }

    [Fact]
    public void The_first_values_set_the_scale_and_without_one_nothing_is_bet()
    {
        var process = Of([.. Enumerable.Repeat(3.0, BettingProcess.Warmup)]);
        Assert.Equal([1, 1], process.Better);
        Assert.Equal(3, process.Scale.Value, 1e-12);
        Assert.Equal([1.08, 1.2], process.Add(3).Better.Select(wealth => Math.Round(wealth, 12)));
        Assert.Equal([1, 1], Of(new double[50]).Better);
    }

    [Fact]
    public void The_scale_follows_but_never_falls_below_half_of_the_whole()
    {
        var quiet = Enumerable.Range(0, 2_000).Aggregate(default(TrailingScale), (scale, t) => scale.Add(t < 1_000 ? 1 : 0));
        Assert.Equal(Math.Sqrt(0.5) / 2, quiet.Value, 1e-12);
        var wild = Enumerable.Range(0, 200).Aggregate(quiet, (scale, _) => scale.Add(7));
        Assert.Equal(7, wild.Value, 0.01);
    }

    [Fact]
    public void Wealth_stays_finite()
    {
        var levels = Of([.. Enumerable.Repeat(1.0, 20_000)]).Levels;
        Assert.True(double.IsFinite(levels.Better) && levels.Better > 1e99);
        Assert.True(levels.Worse >= 0);
    }

    private static BettingProcess Of(IEnumerable<double> values) =>
        values.Aggregate(BettingProcess.Start, (process, value) => process.Add(value));
}
