using Huracan.Engine;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Tests.Engine.Quality.Confidence;

public class ConformalIntervalTests
{
    [Theory]
    [InlineData(9, 0.1, 9)]
    [InlineData(10, 0.1, 10)]
    [InlineData(19, 0.1, 18)]
    [InlineData(99, 0.1, 90)]
    [InlineData(100, 0.1, 91)]
    [InlineData(100, 0.5, 51)]
    [InlineData(999, 0.05, 950)]
    public void Takes_the_score_of_the_rank_that_the_rule_says(int count, double alpha, double expected) =>
        Assert.Equal(expected, ConformalInterval.Of([.. Enumerable.Range(1, count).Select(i => (double)i)], alpha).Quantile);

    [Fact]
    public void Too_few_scores_bound_nothing_and_none_asked_for_is_the_forecast_alone()
    {
        Assert.False(ConformalInterval.Of([1, 2, 3], 0.1).Around(0, 1).IsBounded);
        Assert.False(ConformalInterval.Of([1, 2, 3], 0).Around(0, 1).IsBounded);
        Assert.False(ConformalInterval.Of([], 0.1).Around(0, 1).IsBounded);
        Assert.False(ConformalInterval.Of([1, 2, 3], -0.3).Around(0, 1).IsBounded);
        Assert.Equal(new ReturnInterval(0.5, 0.5), ConformalInterval.Of([1, 2, 3], 1.2).Around(0.5, 1));
    }

    [Fact]
    public void The_interval_is_as_wide_as_the_volatility_says()
    {
        var interval = new ConformalInterval(2).Around(0.01, 0.005);

        Assert.Equal(0, interval.Lower, 1e-15);
        Assert.Equal(0.02, interval.Upper, 1e-15);
        Assert.Equal(0.02, interval.Width, 1e-15);
        Assert.True(interval.Covers(0.02) && interval.Covers(0) && !interval.Covers(0.0201) && !interval.Covers(-0.0001));
        Assert.Equal(2, ConformalInterval.Score(0.01, 0.02, 0.005), 1e-12);
    }

    [Fact]
    public void A_span_is_widened_or_narrowed_at_both_ends_and_never_turned_round()
    {
        var span = new ReturnInterval(-0.02, 0.01);

        Assert.Equal(1, ConformalInterval.Score(span, 0.015, 0.005), 1e-12);
        Assert.Equal(2, ConformalInterval.Score(span, -0.03, 0.005), 1e-12);
        Assert.Equal(-1, ConformalInterval.Score(span, 0.005, 0.005), 1e-12);
        Assert.Equal(-3, ConformalInterval.Score(span, -0.005, 0.005), 1e-12);
        var (wider, narrower) = (new ConformalInterval(1).Around(span, 0.005), new ConformalInterval(-1).Around(span, 0.005));
        Assert.Equal((-0.025, 0.015), (Math.Round(wider.Lower, 12), Math.Round(wider.Upper, 12)));
        Assert.Equal((-0.015, 0.005), (Math.Round(narrower.Lower, 12), Math.Round(narrower.Upper, 12)));
        Assert.Equal(new ReturnInterval(-0.005, -0.005), new ConformalInterval(-4).Around(span, 0.005));
        Assert.Equal(-2, ConformalInterval.Of([-2, -1, 3], 1.5).Quantile); // the least score, where nothing need be covered
    }

    [Fact]
    public void The_next_of_exchangeable_scores_is_covered_as_often_as_promised()
    {
        var random = new SeededRandom(5);
        const int draws = 20_000;
        var covered = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            double[] scores = [.. Enumerable.Range(0, 49).Select(_ => Math.Abs(random.NextGaussian()))];
            Array.Sort(scores);
            covered += Math.Abs(random.NextGaussian()) <= ConformalInterval.Of(scores, 0.1).Quantile ? 1 : 0;
        }
        Assert.Equal(0.9, covered / (double)draws, 0.007); // 45 of 50; a standard error is 0.002
    }
}
