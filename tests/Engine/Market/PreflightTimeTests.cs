using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class PreflightTimeTests
{
    [Fact]
    public void Small_gaps_are_filled_at_the_last_close_and_marked()
    {
        var raw = RandomCandles.Raw(3_000);
        var result = Preflight.Check(RandomCandles.Rows(raw, Enumerable.Range(0, 3_000).Where(i => i is < 50 or > 52)));
        Assert.Equal(PreflightVerdict.FixedAndOk, result.Verdict);
        Assert.Equal(3, PreflightTests.Find(result, "small_gap").Count);
        var series = result.Series!;
        Assert.Equal(3_000, series.Count);
        for (var i = 50; i <= 52; i++)
        {
            Assert.True(series.Marked[i]);
            foreach (var price in new[] { series.Open[i], series.High[i], series.Low[i], series.Close[i] })
                Assert.Equal(raw.Close[49], price);
            Assert.Equal(0, series.Volume[i]);
        }
        Assert.False(series.Marked[53]);
    }

    [Fact]
    public void Too_many_small_gaps_are_blocked() =>
        PreflightTests.AssertBlocked(
            "too_many_gaps", RandomCandles.Rows(RandomCandles.Raw(3_000), Enumerable.Range(0, 3_000).Where(i => i % 60 != 7)));

    [Fact]
    public void A_large_gap_cuts_the_series_to_its_longest_stretch()
    {
        var raw = RandomCandles.Raw(6_000);
        var result = Preflight.Check(
            RandomCandles.Rows(raw, Enumerable.Range(0, 6_000).Where(i => i is < 1_000 or >= 1_004 and < 5_000 or >= 5_100)));
        Assert.Equal(PreflightVerdict.FixedAndOk, result.Verdict);
        Assert.Equal(2, PreflightTests.Find(result, "large_gap").Count);
        Assert.Equal(raw.OpenTimes[1_004], result.Series!.OpenTimes[0]);
        Assert.Equal(3_996, result.Series.Count);
    }

    [Fact]
    public void Of_equally_long_stretches_the_latest_is_kept()
    {
        var raw = RandomCandles.Raw(4_100);
        var result = Preflight.Check(RandomCandles.Rows(raw, Enumerable.Range(0, 4_100).Where(i => i is < 2_000 or >= 2_100)));
        Assert.Equal(raw.OpenTimes[2_100], result.Series!.OpenTimes[0]);
    }

    [Fact]
    public void A_large_gap_that_leaves_too_little_is_blocked() =>
        PreflightTests.AssertBlocked(
            "too_short", RandomCandles.Rows(RandomCandles.Raw(3_000), Enumerable.Range(0, 3_000).Where(i => i is < 1_400 or >= 1_500)));

    [Fact]
    public void Candles_of_another_timeframe_than_stated_are_blocked_and_the_steps_named()
    {
        var hours = RandomCandles.Raw(3_000, timeframe: Timeframe.H1) with { Timeframe = Timeframe.M15 };
        Assert.Contains("01:00:00", PreflightTests.AssertBlocked("wrong_timeframe", hours).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_timeframes_in_one_file_are_blocked()
    {
        // The middle 400 of 3,000 rows are hourly: every fourth of the fifteen-minute ones.
        var mixed = RandomCandles.Rows(
            RandomCandles.Raw(4_200), Enumerable.Range(0, 4_200).Where(i => i is < 1_300 or >= 2_900 || i % 4 == 0));
        Assert.Contains("00:15:00", PreflightTests.AssertBlocked("mixed_timeframes", mixed).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_off_the_grid_are_dropped_when_few_and_blocked_when_many()
    {
        var raw = RandomCandles.Raw(3_000);
        raw.OpenTimes[77] += 60_000;
        var result = Preflight.Check(raw);
        Assert.Equal(PreflightVerdict.FixedAndOk, result.Verdict);
        Assert.Equal(1, PreflightTests.Find(result, "off_grid").Count);
        Assert.True(result.Series!.Marked[77]);

        for (var i = 0; i < raw.Count; i++)
            raw.OpenTimes[i] += 60_000;
        PreflightTests.AssertBlocked("off_grid", raw);
    }

    [Fact]
    public void Candles_from_the_future_are_blocked()
    {
        var asOf = DateTimeOffset.FromUnixTimeMilliseconds(RandomCandles.Start + 2_500 * Timeframe.M15.Milliseconds);
        Assert.Equal(499, PreflightTests.AssertBlocked("future_rows", RandomCandles.Raw(3_000), new() { AsOf = asOf }).Count);
    }

    [Fact]
    public void An_old_last_candle_is_reported_against_the_moment_given()
    {
        var end = DateTimeOffset.FromUnixTimeMilliseconds(RandomCandles.Start + 3_000 * Timeframe.M15.Milliseconds);
        Assert.Empty(Preflight.Check(RandomCandles.Raw(3_000), new() { AsOf = end.AddMinutes(29) }).Findings);
        var result = Preflight.Check(RandomCandles.Raw(3_000), new() { AsOf = end.AddDays(30) });
        Assert.Equal(PreflightVerdict.OkToTrain, result.Verdict);
        var stale = PreflightTests.Find(result, "stale");
        Assert.Equal((FindingSeverity.Warning, 30 * 96), (stale.Severity, stale.Count));
        Assert.Contains("closed 30 days ago", stale.Message, StringComparison.Ordinal);
        Assert.Contains("Training on history is fine", stale.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MinValue + 10)]
    [InlineData(-900_000)]
    [InlineData(RandomCandles.Start * 1_000)] // microseconds
    [InlineData(long.MaxValue - 10)]
    public void A_time_that_cannot_be_is_blocked(long time)
    {
        var raw = RandomCandles.Raw(3_000);
        raw.OpenTimes[4] = time;
        PreflightTests.AssertBlocked("absurd_time", raw);
    }
}
