using Huracan.Contracts;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Tests.Engine.Market;

namespace Huracan.Tests.Engine.Labels;

public class TripleBarrierLabelerTests
{
    private static readonly Timeframe H6 = new(360);

    [Fact]
    public void Targets_equal_those_of_pandas()
    {
        var close = EwmStdTests.Golden("close");
        var times = close.Select((_, i) => RandomCandles.Start + i * H6.Milliseconds).ToArray();
        var series = new CandleSeries("AAAUSDT", H6, times, close, close, close, close, close);
        var labeler = new TripleBarrierLabeler(new() { Horizon = 1, SpanDays = 5, WarmUpDays = 3 });
        EwmStdTests.AssertClose([.. EwmStdTests.Golden("daily_target").Select(s => s * Math.Sqrt(1 / 4.0))], labeler.Target(series));
    }

    [Theory]
    [InlineData(5, 0, 1)]
    [InlineData(5, 1, -1)]
    [InlineData(5, 3, 1)]
    [InlineData(20, 0, -1)]
    [InlineData(20, 1, 1)]
    [InlineData(20, 3, -1)]
    public void Labels_equal_those_of_a_slow_twin(int horizon, int latency, int side)
    {
        var series = RandomCandles.Series(900, seed: 5, timeframe: Timeframe.H1, markedShare: 0.003);
        var options = new TripleBarrierOptions
        {
            Horizon = horizon,
            Latency = latency,
            ProfitMultiple = 1.2,
            StopMultiple = 0.8,
            SpanDays = 5,
            WarmUpDays = 3,
        };
        var labeler = new TripleBarrierLabeler(options);
        var labels = labeler.Label(series, [.. Enumerable.Repeat((sbyte)side, series.Count)]);
        var target = labeler.Target(series);
        for (var t = 0; t < series.Count; t++)
        {
            var expected = double.IsNaN(target[t]) ? null : Twin(series, t, options, side, target[t]);
            Assert.Equal(expected is not null, labels.Has(t));
            if (expected is not { } twin)
                continue;
            Assert.Equal(twin.Bar, labels.Ends[t]);
            Assert.Equal(twin.Class, labels.Classes[t]);
            Assert.InRange(labels.Returns[t] - twin.Return, -1e-13, 1e-13);
        }
        Assert.Equal(3, labels.Classes.Where(c => c != LabelSet.None).Distinct().Count());
    }

    [Fact]
    public void The_stop_counts_when_one_bar_touches_both_barriers()
    {
        var (labeler, series, target) = OneBar(2, 2);
        Assert.Equal(-1, labeler.Label(series).Classes[60]);
        Assert.Equal(Math.Log(1 - target), labeler.Label(series).Returns[60], 12);
        Assert.Equal(1, labeler.Label(series, [.. Enumerable.Repeat((sbyte)-1, series.Count)]).Classes[60]); // a short is stopped above
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1e-9, 0)]
    public void A_barrier_is_touched_when_it_is_just_reached(double beyond, int expected)
    {
        var (labeler, series, _) = OneBar(1 + beyond, 0.5);
        Assert.Equal(expected, labeler.Label(series).Classes[60]);
    }

    [Fact]
    public void Without_a_side_there_is_no_label()
    {
        var series = RandomCandles.Series(600, timeframe: Timeframe.H1);
        Assert.All(new TripleBarrierLabeler(new()).Label(series, new sbyte[600]).Classes, c => Assert.Equal(LabelSet.None, c));
        Assert.Throws<ArgumentException>(() => new TripleBarrierLabeler(new()).Label(series, new sbyte[599]));
    }

    /// <summary>
    /// Candles whose bar 61 reaches up and down by the given multiples of the target of bar 60, and which lie still after that.
    /// </summary>
    private static (TripleBarrierLabeler Labeler, CandleSeries Series, double Target) OneBar(double up, double down)
    {
        var labeler = new TripleBarrierLabeler(new() { Horizon = 4, SpanDays = 5, WarmUpDays = 3 });
        var raw = RandomCandles.Raw(80, timeframe: H6);
        CandleSeries Series() => new(raw.Coin, H6, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume);
        var target = labeler.Target(Series())[60];
        var entry = raw.Open[61];
        for (var i = 61; i < 80; i++)
            raw.Open[i] = raw.High[i] = raw.Low[i] = raw.Close[i] = entry;
        raw.High[61] = entry * (1 + up * target);
        raw.Low[61] = entry * (1 - down * target);
        return (labeler, Series(), target);
    }

    internal static (int Bar, int Class, double Return)? Twin(
        CandleSeries series, int t, TripleBarrierOptions options, int side, double target)
    {
        var entryBar = t + 1 + options.Latency;
        var exitBar = entryBar + options.Horizon;
        if (exitBar >= series.Count)
            return null;
        var entry = series.Open[entryBar];
        var profit = entry * (1 + side * options.ProfitMultiple * target);
        var stop = entry * (1 - side * options.StopMultiple * target);
        var (bar, price, vertical) = (exitBar, series.Open[exitBar], true);
        for (var i = exitBar - 1; i >= entryBar; i--) // backwards: the earliest touch is written last
        {
            var stopped = side > 0 ? series.Low[i] <= stop : series.High[i] >= stop;
            var gained = side > 0 ? series.High[i] >= profit : series.Low[i] <= profit;
            if (!stopped && !gained)
                continue;
            var barrier = stopped ? stop : profit;
            var beyond = barrier > entry ? series.Open[i] > barrier : series.Open[i] < barrier;
            (bar, price, vertical) = (i, beyond ? series.Open[i] : barrier, false);
        }
        for (var i = t; i <= bar; i++)
        {
            if (series.Marked[i])
                return null;
        }
        var y = Math.Log(price) - Math.Log(entry);
        return (bar, vertical && Math.Abs(y) < options.MinReturn ? 0 : Math.Sign(y), y);
    }
}
