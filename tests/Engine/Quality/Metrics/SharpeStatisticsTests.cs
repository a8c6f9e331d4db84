using Huracan.Engine.Quality.Metrics;

namespace Huracan.Tests.Engine.Quality.Metrics;

public class SharpeStatisticsTests
{
    [Theory] // published example of Bailey and López de Prado (2012), recomputed
    [InlineData(-2.448, 10.164, 0.9134)]
    [InlineData(0, 3, 0.9817)]
    public void The_probabilistic_Sharpe_ratio_matches_the_published_example(double skew, double kurtosis, double expected) =>
        Assert.Equal(expected, SharpeStatistics.Psr(0.458, 24, skew, kurtosis), 5e-5);

    [Theory]
    [InlineData(10, 1.5746)]
    [InlineData(50, 2.2763)]
    [InlineData(100, 2.5306)]
    [InlineData(150, 2.6701)]
    [InlineData(1000, 3.2551)]
    public void The_luck_of_the_best_of_many_tries_matches_the_table(int tries, double expected) =>
        Assert.Equal(expected, SharpeStatistics.ExpectedMaximum(1, tries), 5e-5);

    [Theory] // published example of Bailey and López de Prado (2014), recomputed
    [InlineData(-3, 10, 100, 0.9004)]
    [InlineData(-3, 10, 46, 0.9505)]
    [InlineData(0, 3, 88, 0.9505)]
    public void The_deflated_Sharpe_ratio_matches_the_published_example(double skew, double kurtosis, int tries, double expected) =>
        Assert.Equal(expected, SharpeStatistics.DeflatedSharpe(2.5 / Math.Sqrt(250), 1250, skew, kurtosis, 0.5 / 250, tries), 5e-5);

    [Fact]
    public void The_published_bracket_of_a_hundred_tries_matches() =>
        Assert.Equal(0.1132, SharpeStatistics.ExpectedMaximum(0.5 / 250, 100), 5e-5);

    [Fact] // published example of Bailey and López de Prado (2012), recomputed
    public void The_minimum_track_record_matches_the_published_example()
    {
        var year = Math.Sqrt(250);
        Assert.Equal(2.731, SharpeStatistics.MinimumTrackRecord(2 / year, 0, 3, 0.05, 1 / year) / 250, 5e-4);
    }

    [Fact]
    public void At_the_minimum_track_record_the_probabilistic_Sharpe_ratio_is_what_was_asked()
    {
        var bars = SharpeStatistics.MinimumTrackRecord(0.1, -1, 8, 0.01, 0.02);
        Assert.Equal(0.99, SharpeStatistics.Psr(0.1, bars, -1, 8, 0.02), 1e-12);
        Assert.Equal(double.PositiveInfinity, SharpeStatistics.MinimumTrackRecord(0.02, 0, 3, 0.05, 0.02));
        Assert.True(double.IsNaN(SharpeStatistics.MinimumTrackRecord(double.NaN, 0, 3)));
        var s = SharpeStatistics.Of(MetricsGolden.Returns);
        Assert.Equal(SharpeStatistics.MinimumTrackRecord(s.Ratio, s.Skewness, s.Kurtosis, 0.1), s.MinimumTrackRecord(0.1));
    }

    [Fact]
    public void Moments_agree_with_scipy()
    {
        var s = SharpeStatistics.Of(MetricsGolden.Returns);
        Assert.Equal(MetricsGolden.Value("sharpe"), s.Ratio, 1e-12);
        Assert.Equal(MetricsGolden.Value("skew"), s.Skewness, 1e-9);
        Assert.Equal(MetricsGolden.Value("kurtosis"), s.Kurtosis, 1e-9);
        Assert.Equal(MetricsGolden.Value("psr"), s.ProbabilisticSharpe(), 1e-9);
        Assert.Equal(MetricsGolden.Value("psr"), MathNet.Numerics.Distributions.Normal.CDF(0, 1, s.Ratio / s.StandardError), 1e-9);
    }

    [Fact]
    public void Without_variance_or_bars_nothing_is_defined()
    {
        foreach (double[] returns in new[] { [], [0.1], [0.1, 0.1, 0.1], new double[50] })
        {
            var s = SharpeStatistics.Of(returns);
            Assert.True(double.IsNaN(s.Ratio) && double.IsNaN(s.ProbabilisticSharpe()) && double.IsNaN(s.StandardError));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeStatistics.ExpectedMaximum(1, 1));
    }
}
