using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Regimes;

namespace Huracan.Tests.Engine.Regimes;

public class RegimeClassifierTests
{
    private static readonly RegimeWindows Windows = new(24, 120, 72);

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 12).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_follows_a_bar_changes_no_regime_up_to_it(ulong seed)
    {
        var candles = MadeUpMarket.Of(seed, 1_500, 0.05);
        var whole = List(new RegimeClassifier().Classify(candles, Windows));
        for (var bars = 1 + (int)seed; bars < candles.Count; bars += 113)
        {
            Assert.Equal(whole[..bars], List(new RegimeClassifier().Classify(candles.Slice(0, bars), Windows)));
            var edited = MadeUpMarket.WithOtherFuture(candles, bars, seed + 100);
            Assert.Equal(whole[..bars], List(new RegimeClassifier().Classify(edited, Windows))[..bars]);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_regime_lasts_less_than_the_least_time_and_all_come_up(ulong seed)
    {
        var candles = MadeUpMarket.Of(seed, 6_000, 0.02);
        foreach (var least in new[] { 1, 4, 30 })
        {
            var regimes = new RegimeClassifier(new() { MinBars = least }).Classify(candles, Windows);
            Assert.All(regimes.Spans.Skip(1).SkipLast(1), span => Assert.True(span.Bars.Length >= least));
            Assert.All(regimes.Bars, entry => Assert.True(entry.Value > 0, $"{entry.Key} does not come up"));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_changes_while_every_measure_lies_between_its_thresholds(ulong seed)
    {
        var options = new RegimeOptions
        {
            MinBars = 1,
            IlliquidEnter = 0.3,
            IlliquidLeave = 1.5,
            PanicEnter = 1.8,
            PanicLeave = 0.6,
            TrendEnter = 2,
            TrendLeave = 0.4,
        };
        var candles = MadeUpMarket.Of(seed, 6_000);
        var measures = RegimeMeasures.Of(candles, Windows);
        var regimes = new RegimeClassifier(options).Classify(candles, Windows);
        var between = 0;
        for (var t = Windows.WarmUp + 1; t < candles.Count; t++)
        {
            if (measures.Volume[t] <= options.IlliquidEnter || measures.Volume[t] >= options.IlliquidLeave
                || measures.Volatility[t] >= options.PanicEnter || measures.Volatility[t] < options.PanicLeave
                || measures.Trend[t] >= options.TrendEnter || measures.Trend[t] < options.TrendLeave
                || measures.Empty[t] >= options.EmptyEnter)
                continue;
            between++;
            Assert.Equal(regimes[t - 1], regimes[t]);
        }
        Assert.InRange(between, 200, candles.Count);
        Assert.InRange(regimes.Spans.Count, 10, candles.Count);
    }

    [Fact]
    public void It_is_unknown_until_the_windows_are_full_and_never_after()
    {
        var regimes = new RegimeClassifier().Classify(MadeUpMarket.Of(1, 1_000), Windows);
        Assert.Equal(new RegimeSpan(MarketRegime.Unknown, new(0, Windows.WarmUp)), regimes.Spans[0]);
        Assert.Equal(Windows.WarmUp, regimes.Bars[MarketRegime.Unknown]);
        Assert.Equal(MarketRegime.Unknown, new RegimeClassifier().Classify(MadeUpMarket.Of(1, 5))[4]);
        Assert.Equal(0, new RegimeClassifier().Classify(MadeUpMarket.Of(1, 0)).Count);
    }

    [Fact]
    public void A_filled_candle_keeps_the_regime_and_a_whole_window_of_them_is_illiquid()
    {
        var candles = MadeUpMarket.Of(3, 3_000, 0.1);
        var regimes = new RegimeClassifier().Classify(candles, Windows);
        for (var t = Windows.WarmUp; t < candles.Count; t++)
        {
            if (candles.Marked[t])
                Assert.Equal(regimes[t - 1], regimes[t]);
        }

        var marked = candles.Marked.ToArray();
        marked.AsSpan(2_000, 60).Fill(true);
        marked[1_999] = false;
        var silent = new RegimeClassifier().Classify(With(candles, marked), Windows);
        Assert.Equal(List(regimes)[..2_000], List(silent)[..2_000]);
        for (var t = 2_000; t < 2_000 + Windows.Current - 2; t++)
            Assert.Equal(silent[1_999], silent[t]);
        Assert.Equal(MarketRegime.Illiquid, silent[2_000 + Windows.Current - 1]);
        Assert.Equal(MarketRegime.Illiquid, silent[2_059]);
    }

    [Fact]
    public void Days_are_the_same_at_every_timeframe_down_to_four_candles()
    {
        var options = new RegimeOptions();
        Assert.Equal(new RegimeWindows(96, 2_880, 288), RegimeWindows.Of(options, Timeframe.M15));
        Assert.Equal(new RegimeWindows(24, 720, 72), RegimeWindows.Of(options, Timeframe.H1));
        Assert.Equal(new RegimeWindows(4, 30, 4), RegimeWindows.Of(options, Timeframe.D1));
    }

    [Fact]
    public void Windows_of_one_candle_are_a_misuse() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RegimeClassifier().Classify(MadeUpMarket.Of(1, 9), new(1, 5, 5)));

    private static MarketRegime[] List(RegimeSeries regimes) => [.. Enumerable.Range(0, regimes.Count).Select(bar => regimes[bar])];

    private static CandleSeries With(CandleSeries candles, bool[] marked) => new(
        candles.Coin, candles.Timeframe, candles.OpenTimes.ToArray(), candles.Open.ToArray(), candles.High.ToArray(),
        candles.Low.ToArray(), candles.Close.ToArray(), candles.Volume.ToArray(), marked);
}
