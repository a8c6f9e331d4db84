using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class PreflightTests
{
    private static readonly PreflightOptions Short = new() { MinimumBars = 100 };

    [Fact]
    public void Valid_candles_are_ok_to_train_and_come_back_unchanged()
    {
        var raw = RandomCandles.Raw(3_000);
        var result = Preflight.Check(raw);
        Assert.Equal(PreflightVerdict.OkToTrain, result.Verdict);
        Assert.Equal(raw.Close, result.Series!.Close.ToArray());
        Assert.DoesNotContain(true, result.Series.Marked.ToArray());
        Assert.Equal("", result.Reason);
    }

    [Fact]
    public void No_rows_are_blocked() => AssertBlocked("no_rows", RandomCandles.Raw(0));

    [Fact]
    public void A_few_NaN_rows_leave_a_marked_gap_and_many_block()
    {
        var raw = RandomCandles.Raw(3_000);
        raw.Close[500] = double.NaN;
        raw.Volume[501] = double.NaN;
        var result = Preflight.Check(raw);
        Assert.Equal(PreflightVerdict.FixedAndOk, result.Verdict);
        Assert.Equal(2, Find(result, "nan_rows").Count);
        Assert.True(result.Series!.Marked[500] && result.Series.Marked[501]);
        Assert.Equal(raw.Close[499], result.Series.Open[501]);

        Array.Fill(raw.Open, double.NaN, 0, 31); // 33 of 3,000 is above 1 %
        Assert.Contains("row 1 ", AssertBlocked("nan_rows", raw).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_infinite_value_is_blocked_and_its_row_named()
    {
        var raw = RandomCandles.Raw(3_000);
        raw.High[41] = double.PositiveInfinity;
        Assert.Contains("row 42 (2024-01-01 10:15:00Z)", AssertBlocked("infinite_value", raw).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-3.0)]
    public void A_price_that_is_not_positive_is_blocked(double price)
    {
        var raw = RandomCandles.Raw(3_000);
        raw.Low[9] = price;
        Assert.Contains("row 10 ", AssertBlocked("price_not_positive", raw).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_volume_is_blocked()
    {
        var raw = RandomCandles.Raw(3_000);
        raw.Volume[9] = -1;
        AssertBlocked("negative_volume", raw);
    }

    [Fact]
    public void A_high_below_the_close_is_blocked_and_a_rounding_error_widened()
    {
        var raw = RandomCandles.Raw(3_000);
        raw.High[9] = Math.Max(raw.Open[9], raw.Close[9]) * 0.99;
        raw.Low[9] = Math.Min(raw.Low[9], raw.High[9]);
        Assert.Contains("row 10 ", AssertBlocked("high_low_broken", raw).Message, StringComparison.Ordinal);

        raw.High[9] = Math.Max(raw.Open[9], raw.Close[9]) * (1 - 1e-8);
        var given = raw.High[9];
        var result = Preflight.Check(raw);
        Assert.Equal(FindingSeverity.Fixed, Find(result, "high_low_rounded").Severity);
        Assert.Equal(Math.Max(raw.Open[9], raw.Close[9]), result.Series!.High[9]);
        Assert.Equal(given, raw.High[9]); // the source's rows are not written to
    }

    [Fact]
    public void A_high_below_the_low_is_blocked()
    {
        var raw = RandomCandles.Raw(3_000);
        (raw.High[9], raw.Low[9]) = (raw.Low[9], raw.High[9]);
        AssertBlocked("high_low_broken", raw);
    }

    [Fact]
    public void Unsorted_and_repeated_rows_are_repaired_to_the_same_series()
    {
        var raw = RandomCandles.Raw(3_000);
        var order = Enumerable.Range(0, 3_000).ToList();
        (order[100], order[2_000]) = (order[2_000], order[100]);
        order.Insert(7, 6);
        order.Add(2_999);
        var result = Preflight.Check(RandomCandles.Rows(raw, order));
        Assert.Equal(PreflightVerdict.FixedAndOk, result.Verdict);
        Assert.Equal(2, Find(result, "unsorted").Count);
        Assert.Equal(2, Find(result, "duplicate_rows").Count);
        Assert.Equal(raw.Close, result.Series!.Close.ToArray());
    }

    [Fact]
    public void One_time_with_two_values_is_blocked_and_both_are_named()
    {
        var raw = RandomCandles.Rows(RandomCandles.Raw(3_000), Enumerable.Range(0, 3_000).Append(5));
        raw.Volume[^1] = 123.5;
        var message = AssertBlocked("conflicting_rows", raw).Message;
        Assert.Contains("2024-01-01 01:15:00Z", message, StringComparison.Ordinal);
        Assert.Contains("volume 123.5", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_blocking_fault_of_a_step_is_reported_at_once()
    {
        var raw = RandomCandles.Raw(3_000);
        raw.Low[9] = -1;
        raw.High[41] = double.PositiveInfinity;
        Assert.Equal(2, Preflight.Check(raw).Findings.Count(f => f.Severity == FindingSeverity.Blocking));
    }

    [Fact]
    public void A_short_series_is_blocked_with_the_number_there_is_and_the_number_wanted()
    {
        var message = AssertBlocked("too_short", RandomCandles.Raw(1_992)).Message;
        Assert.Contains("1992", message, StringComparison.Ordinal);
        Assert.Contains("2000", message, StringComparison.Ordinal);
        Assert.Equal(PreflightVerdict.OkToTrain, Preflight.Check(RandomCandles.Raw(2_000)).Verdict);
    }

    [Fact]
    public void Length_is_measured_at_the_timeframe_the_candles_are_used_at()
    {
        var raw = RandomCandles.Raw(7_999);
        Assert.Equal(1_999, Assert.Single(Preflight.Check(raw, usedAs: Timeframe.H1).Findings, f => f.Code == "too_short").Count);
        Assert.Equal(Timeframe.H1, Preflight.Check(RandomCandles.Raw(8_000), usedAs: Timeframe.H1).Series!.Timeframe);
    }

    [Fact]
    public void A_repair_never_looks_ahead()
    {
        var rows = Enumerable.Range(0, 1_000).Where(i => i is not (300 or 301 or 700)).ToArray();
        var whole = Preflight.Check(RandomCandles.Rows(RandomCandles.Raw(1_000), rows), Short).Series!;
        foreach (var known in new[] { 305, 640, 720, 900 })
        {
            var part = Preflight.Check(RandomCandles.Rows(RandomCandles.Raw(1_000), rows.Where(i => i < known)), Short).Series!;
            Assert.Equal(whole.Close[..part.Count].ToArray(), part.Close.ToArray());
            Assert.Equal(whole.Marked[..part.Count].ToArray(), part.Marked.ToArray());
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused_all_at_once()
    {
        var refused = Assert.Throws<InputRefusedException>(() =>
            Preflight.Check(RandomCandles.Raw(10), new() { MaxNanShare = 2, MinimumBars = 0 }));
        Assert.Contains("MaxNanShare", refused.Message, StringComparison.Ordinal);
        Assert.Contains("MinimumBars", refused.Message, StringComparison.Ordinal);
    }

    internal static Finding Find(PreflightResult result, string code) => Assert.Single(result.Findings, f => f.Code == code);

    internal static Finding AssertBlocked(string code, RawCandles raw, PreflightOptions? options = null)
    {
        var result = Preflight.Check(raw, options);
        Assert.Equal(PreflightVerdict.Blocked, result.Verdict);
        Assert.Null(result.Series);
        var finding = Find(result, code);
        Assert.Equal(FindingSeverity.Blocking, finding.Severity);
        Assert.Contains(code, result.Reason, StringComparison.Ordinal);
        return finding;
    }
}
