using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Labels;
using Huracan.Engine.Quality.Confidence;
using Xunit.Abstractions;

namespace Huracan.Tests.Engine.Quality.Confidence;

public class IntervalReplayTests(ITestOutputHelper output)
{
    private const int Bars = 6_000;
    private const int From = 1_500;
    private const int BreakAt = 3_500;
    private const int Markets = 12;

    [Fact]
    public void Intervals_cover_nine_of_ten_outcomes_of_each_market()
    {
        for (ulong seed = 1; seed <= Markets; seed++)
        {
            var report = IntervalReplay.Measure(0.9, new BrokenMarket(seed, Bars, BreakAt, factor: 1).Intervals(From));

            output.WriteLine($"{report.Coverage:P2} of {report.Count}, width {report.MeanWidth:P2}");
            Assert.InRange(report.Coverage, 0.88, 0.92);
            Assert.Equal(0, report.Unbounded);
            Assert.True(report.Count > 4_400, $"{report.Count}");
        }
    }

    [Fact]
    public void They_cover_as_much_after_the_volatility_has_trebled_and_the_rolling_coverage_is_back_within_200_bars()
    {
        for (ulong seed = 1; seed <= Markets; seed++)
        {
            var market = new BrokenMarket(seed, Bars, BreakAt, factor: 3);
            var judged = market.Intervals(From);
            var after = IntervalReplay.Measure(0.9, [.. judged.Where(one => one.Bar >= BreakAt)]);
            var recovery = market.Recovery(judged);

            output.WriteLine($"{after.Coverage:P2}, back after {recovery} bars");
            Assert.InRange(after.Coverage, 0.88, 0.92);
            Assert.InRange(recovery ?? int.MaxValue, 0, 200);
        }
    }

    [Fact]
    public void Without_adaptation_and_volatility_the_coverage_is_lost()
    {
        for (ulong seed = 1; seed <= Markets; seed++)
        {
            var judged = new BrokenMarket(seed, Bars, BreakAt, factor: 3, normalised: false).FixedIntervals(From);

            var after = judged.Where(one => one.Bar is >= BreakAt and < BreakAt + 500);
            Assert.InRange(IntervalReplay.Measure(0.9, [.. after]).Coverage, 0, 0.85);
        }
    }

    [Fact]
    public void An_outcome_is_learnt_from_when_it_is_known_and_not_before()
    {
        var market = new BrokenMarket(3, 400, breakAt: 200, factor: 1);
        var replay = new IntervalReplay(market.Labels, market.Volatility);
        var state = ConformalState.Of([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5], 0.8, 0.1);
        var honest = replay.Run(state, market.Bars, market.Spans, 400);
        const int changed = 200;
        var returns = (double[])market.Labels.Returns.Clone();
        returns[changed] += 1; // a great miss

        var other = new IntervalReplay(market.Labels with { Returns = returns }, market.Volatility)
            .Run(state, market.Bars, market.Spans, 400);

        Assert.Equal(changed + 1 + BrokenMarket.Horizon, market.Labels.Ends[changed]);
        Assert.Equal(
            changed + 1 + BrokenMarket.Horizon, honest.Zip(other).First(pair => pair.First.Interval != pair.Second.Interval).First.Bar);
    }

    [Fact]
    public void What_is_learnt_in_two_parts_has_every_outcome_once_wherever_they_meet()
    {
        var market = new BrokenMarket(4, 700, breakAt: 350, factor: 1);
        var replay = new IntervalReplay(market.Labels, market.Volatility);
        var state = ConformalState.Of([0.5, 1, 1.5], rate: 0);

        var whole = replay.Learn(state, market.Bars, market.Spans, 0, 700);

        Assert.Equal([.. state.Scores, .. replay.Scores(market.Bars, market.Spans, 700)], whole.Scores);
        for (var cut = 1; cut < 700; cut += 37)
        {
            var first = replay.Learn(state, market.Bars, market.Spans, 0, cut);
            Assert.Equal(whole.Scores, replay.Learn(first, market.Bars, market.Spans, cut, 700).Scores);
        }
    }

    // Every other block of bars is four times as wild as the one before: the model knows, the trailing volatility is late.
    [Fact]
    public void Between_quantiles_they_cover_as_much_and_are_narrower_where_the_model_knows_the_spread()
    {
        const int bars = 6_000, block = 12;
        var random = new SeededRandom(8);
        double Spread(int bar) => bar / block % 2 == 0 ? 0.005 : 0.02;
        double[] returns = [.. Enumerable.Range(0, bars).Select(bar => Spread(bar) * random.NextGaussian())];
        var volatility = new double[bars];
        var variance = 0.0002;
        for (var bar = 0; bar < bars; bar++)
        {
            volatility[bar] = Math.Sqrt(variance);
            variance += 0.06 * (returns[bar] * returns[bar] - variance);
        }
        var labels = new LabelSet(1, 0, new sbyte[bars], returns, [.. Enumerable.Range(0, bars).Select(bar => bar + 1)]);
        var replay = new IntervalReplay(labels, volatility);
        int[] all = [.. Enumerable.Range(0, bars)];

        IntervalReport Report(Func<int, double> half)
        {
            ReturnInterval[] spans = Array.ConvertAll(all, bar => new ReturnInterval(-half(bar), half(bar)));
            var state = ConformalState.Of(replay.Scores(all[..1_000], spans[..1_000], 1_000));
            return IntervalReplay.Measure(0.9, replay.Run(state, all[1_000..], spans[1_000..], bars + 1));
        }
        var (plain, right) = (Report(_ => 0), Report(bar => 1.645 * Spread(bar)));
        var (narrow, wide) = (Report(bar => Spread(bar)), Report(bar => 3 * Spread(bar)));

        output.WriteLine($"{plain} {right} {narrow} {wide}");
        Assert.All([plain, right, narrow, wide], report => Assert.InRange(report.Coverage, 0.885, 0.915));
        Assert.InRange(right.MeanWidth, 0.95 * 2 * 1.645 * 0.0125, 1.06 * 2 * 1.645 * 0.0125);
        Assert.True(right.MeanWidth < 0.85 * plain.MeanWidth);
        Assert.True(narrow.MeanWidth < 0.85 * plain.MeanWidth); // spans far too wide cost width, not coverage
    }

    [Fact]
    public void Bars_without_an_outcome_before_the_end_are_left_out()
    {
        var labels = new LabelSet(1, 0, [0, 0, LabelSet.None, 0], [0.01, 0.02, double.NaN, 0.03], [2, 3, -1, 5]);
        var replay = new IntervalReplay(labels, [0.01, 0.01, 0.01, 0.01]);
        var forecasts = new ReturnInterval[4]; // of nothing

        Assert.Equal([1.0, 2.0], replay.Scores([0, 1, 2, 3], forecasts, 5), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0, 1], replay.Run(ConformalState.Of([1]), [0, 1, 2, 3], forecasts, 5).Select(one => one.Bar));
        Assert.True(double.IsNaN(IntervalReplay.Measure(0.9, []).Coverage));
    }
}
