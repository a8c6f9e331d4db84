using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Tests.Engine.Market;

namespace Huracan.Tests.Engine.Labels;

public class ForwardReturnLabelerTests
{
    public static TheoryData<int, int> Cases => new()
    {
        { 1, 0 }, { 5, 0 }, { 5, 1 }, { 5, 3 }, { 20, 0 }, { 20, 1 }, { 20, 3 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Labels_equal_those_of_a_trade_simulated_bar_by_bar(int horizon, int latency)
    {
        var series = RandomCandles.Series(600, seed: 3, markedShare: 0.02);
        var labels = new ForwardReturnLabeler(new() { Horizon = horizon, Latency = latency, DeadZone = 0.004 }).Label(series);
        for (var t = 0; t < series.Count; t++)
        {
            var expected = Trade(series, t, horizon, latency);
            Assert.Equal(expected is not null, labels.Has(t));
            if (expected is not { } trade)
            {
                Assert.True(double.IsNaN(labels.Returns[t]) && labels.Ends[t] == -1);
                continue;
            }
            Assert.InRange(labels.Returns[t] - (Math.Log(trade.Exit) - Math.Log(trade.Entry)), -1e-13, 1e-13);
            Assert.Equal(trade.Bar, labels.Ends[t]);
            Assert.Equal(
                trade.Exit > trade.Entry * Math.Exp(0.004) ? 1 : trade.Exit < trade.Entry * Math.Exp(-0.004) ? -1 : 0, labels.Classes[t]);
        }
        Assert.Equal(3, labels.Classes.Where(c => c != LabelSet.None).Distinct().Count());
    }

    [Fact]
    public void No_later_candle_than_the_exit_changes_a_label_and_the_exit_does()
    {
        var options = new LabelOptions { Horizon = 5, Latency = 1, VolatilityMultiple = 0.5, VolatilitySpan = 20 };
        var whole = new ForwardReturnLabeler(options).Label(RandomCandles.Series(300));
        var part = new ForwardReturnLabeler(options).Label(RandomCandles.Series(300).Slice(0, 200));
        for (var t = 0; t + 7 < 200; t++)
            Assert.Equal((whole.Classes[t], whole.Ends[t]), (part.Classes[t], part.Ends[t]));
        Assert.True(part.Has(200 - 8));
        Assert.False(part.Has(200 - 7));
    }

    [Fact]
    public void A_return_of_exactly_the_dead_zone_is_flat()
    {
        var series = RandomCandles.Series(50);
        var y = Math.Abs(Math.Log(series.Open[5] / series.Open[1]));
        Assert.Equal(0, new ForwardReturnLabeler(new() { DeadZone = y }).Label(series).Classes[0]);
        Assert.NotEqual(0, new ForwardReturnLabeler(new() { DeadZone = Math.BitDecrement(y) }).Label(series).Classes[0]);
    }

    [Fact]
    public void A_volatile_market_widens_the_dead_zone_and_never_narrows_it()
    {
        var series = RandomCandles.Series(800);
        var sigma = EwmStd.Of(Returns(series), 50, 50);
        var labels = new ForwardReturnLabeler(new() { Horizon = 4, DeadZone = 0.004, VolatilityMultiple = 0.5, VolatilitySpan = 50 })
            .Label(series);
        var widened = 0;
        for (var t = 0; t < series.Count - 5; t++)
        {
            Assert.Equal(t >= 50, labels.Has(t));
            if (t < 50)
                continue;
            var zone = Math.Max(0.004, 0.5 * sigma[t] * 2);
            widened += zone > 0.004 ? 1 : 0;
            Assert.Equal(Math.Abs(labels.Returns[t]) <= zone, labels.Classes[t] == 0);
        }
        Assert.InRange(widened, 1, series.Count - 56);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void A_series_too_short_for_one_label_has_none(int bars) =>
        Assert.All(new ForwardReturnLabeler(new() { Horizon = 5, Latency = 0 }).Label(RandomCandles.Series(bars)).Classes, c =>
            Assert.Equal(LabelSet.None, c));

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var series = RandomCandles.Series(10);
        LabelOptions[] all = [
            new() { Horizon = 0 }, new() { Latency = -1 }, new() { DeadZone = double.NaN }, new() { VolatilityMultiple = -1 },
            new() { VolatilitySpan = 1 },
        ];
        foreach (var bad in all)
            Assert.Throws<InputRefusedException>(() => new ForwardReturnLabeler(bad).Label(series));
    }

    /// <summary>Walks the bars as a trader would: signal at the close, wait, fill at an open, count the bars, leave at an open.</summary>
    private static (double Entry, double Exit, int Bar)? Trade(CandleSeries series, int signal, int horizon, int latency)
    {
        if (series.Marked[signal])
            return null;
        var wait = latency;
        var held = -1;
        var entry = 0.0;
        for (var bar = signal + 1; bar < series.Count; bar++)
        {
            if (held < 0 && wait-- > 0)
                continue;
            held++;
            if ((held == 0 || held == horizon) && series.Marked[bar])
                return null;
            if (held == 0)
                entry = series.Open[bar];
            if (held == horizon)
                return (entry, series.Open[bar], bar);
        }
        return null;
    }

    private static double[] Returns(CandleSeries series)
    {
        var returns = new double[series.Count];
        for (var i = 0; i < returns.Length; i++)
            returns[i] = i == 0 ? double.NaN : Math.Log(series.Close[i] / series.Close[i - 1]);
        return returns;
    }
}
