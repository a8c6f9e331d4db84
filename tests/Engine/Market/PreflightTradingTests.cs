using System.Globalization;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class PreflightTradingTests
{
    [Fact]
    public void Flat_candles_without_volume_are_counted_and_marked()
    {
        var raw = RandomCandles.Raw(3_000);
        Flatten(raw, 100, 104);
        Flatten(raw, 200, 201);
        var result = Preflight.Check(raw);
        Assert.Equal(PreflightVerdict.OkToTrain, result.Verdict);
        var finding = PreflightTests.Find(result, "flat_without_volume");
        Assert.Equal(5, finding.Count);
        Assert.Contains("2 runs", finding.Message, StringComparison.Ordinal);
        Assert.Contains("2024-01-02 01:00:00Z", finding.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 3_000).Select(i => i is >= 100 and < 104 or 200), result.Series!.Marked.ToArray());
    }

    [Fact]
    public void A_candle_that_moves_without_volume_is_reported_and_not_marked()
    {
        var raw = RandomCandles.Raw(3_000);
        raw.Volume[100] = 0;
        var result = Preflight.Check(raw);
        Assert.Equal(FindingSeverity.Warning, PreflightTests.Find(result, "moves_without_volume").Severity);
        Assert.False(result.Series!.Marked[100]);
    }

    [Fact]
    public void A_dead_tail_is_blocked_and_the_last_traded_candle_named()
    {
        var raw = RandomCandles.Raw(30_000);
        Flatten(raw, 30_000 - 191, 30_000);
        Assert.NotEqual(PreflightVerdict.Blocked, Preflight.Check(raw).Verdict);
        Flatten(raw, 30_000 - 192, 30_000); // two days of 15m
        var last = DateTimeOffset.FromUnixTimeMilliseconds(raw.OpenTimes[30_000 - 193])
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        Assert.Contains(last, PreflightTests.AssertBlocked("dead_coin", raw).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coin_that_mostly_stood_still_lately_is_dead_too()
    {
        var raw = RandomCandles.Raw(6_000);
        for (var i = 6_000 - 2_880; i < 6_000; i += 2)
            Flatten(raw, i, i + 1);
        PreflightTests.AssertBlocked("dead_coin", raw);
    }

    [Fact]
    public void A_constant_price_is_a_stable_pair()
    {
        var raw = RandomCandles.Raw(3_000);
        foreach (var column in new[] { raw.Open, raw.High, raw.Low, raw.Close })
            Array.Fill(column, 1.0);
        PreflightTests.AssertBlocked("stable_pair", raw);
    }

    [Fact]
    public void A_price_whose_daily_moves_do_not_pay_the_costs_is_a_stable_pair_whatever_its_range()
    {
        var raw = RandomCandles.Raw(3_000);
        foreach (var column in new[] { raw.Open, raw.High, raw.Low, raw.Close })
        {
            for (var i = 0; i < column.Length; i++)
                column[i] = Math.Exp(0.01 * Math.Log(column[i] / 100)) + (i < 1_500 ? 0 : 0.05); // one lasting jump of 5 %
        }
        PreflightTests.AssertBlocked("stable_pair", raw);
        Assert.NotEqual(PreflightVerdict.Blocked, Preflight.Check(raw, new() { MinDailyMoveInCosts = 0 }).Verdict);
    }

    [Fact]
    public void A_crash_is_kept_and_distinguished_from_a_spike_that_reverts()
    {
        var raw = RandomCandles.Raw(3_000);
        Scale(raw, 1_000, 3_000, 0.6); // stays
        Scale(raw, 2_000, 2_001, 1.5); // comes back
        var closes = (double[])raw.Close.Clone();
        var result = Preflight.Check(raw);
        Assert.Equal(PreflightVerdict.OkToTrain, result.Verdict);
        Assert.Equal(1, PreflightTests.Find(result, "large_move").Count);
        Assert.Equal(1, PreflightTests.Find(result, "spike_reverted").Count);
        Assert.Equal(closes, result.Series!.Close.ToArray());
        Assert.DoesNotContain(true, result.Series.Marked.ToArray());
    }

    private static void Flatten(RawCandles raw, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            raw.Open[i] = raw.High[i] = raw.Low[i] = raw.Close[i] = raw.Close[from - 1];
            raw.Volume[i] = 0;
        }
    }

    private static void Scale(RawCandles raw, int from, int to, double factor)
    {
        foreach (var column in new[] { raw.Open, raw.High, raw.Low, raw.Close })
        {
            for (var i = from; i < to; i++)
                column[i] *= factor;
        }
    }
}
