using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Pipeline.Scoring;

public sealed class BarMarksTests
{
    private static readonly CandleSeries Candles = Walk(seed: 1);

    [Fact]
    public void Windows_that_overlap_by_64_bars_have_marks_in_common_and_others_have_none()
    {
        var first = BarMarks.Of(Candles, new BarRange(0, 300));

        Assert.InRange(first.Length / 8, 4, 5);
        Assert.All(
            Enumerable.Range(0, 237),
            start => Assert.True(BarMarks.MayOverlap(first, BarMarks.Of(Candles, new BarRange(start, start + 300)))));
        Assert.False(BarMarks.MayOverlap(first, BarMarks.Of(Candles, new BarRange(300, 600))));
    }

    [Fact]
    public void Other_prices_are_other_bars_and_a_copy_is_the_same()
    {
        var part = new BarRange(100, 500);
        var marks = BarMarks.Of(Candles, part);

        Assert.Equal(marks, BarMarks.Of(Candles.Slice(90, 500), new BarRange(10, 410)));
        Assert.False(BarMarks.MayOverlap(marks, BarMarks.Of(Walk(seed: 2), part)));
    }

    [Fact]
    public void What_has_no_marks_may_overlap_with_anything()
    {
        Assert.True(BarMarks.MayOverlap("", "0000000111111111"));
        Assert.True(BarMarks.MayOverlap("00000001", ""));
    }

    private static CandleSeries Walk(ulong seed)
    {
        var random = new SeededRandom(seed);
        var close = new double[700];
        var price = 100.0;
        for (var i = 0; i < close.Length; i++)
            close[i] = price *= 1 + 0.001 * random.NextGaussian();
        long[] times = [.. Enumerable.Range(0, close.Length).Select(i => i * Timeframe.H4.Milliseconds)];
        return new CandleSeries("AAAUSDT", Timeframe.H4, times, close, close, close, close, new double[close.Length]);
    }
}
