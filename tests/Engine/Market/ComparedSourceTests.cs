using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;
using Huracan.Engine.Reports;

namespace Huracan.Tests.Engine.Market;

public class ComparedSourceTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void Two_series_are_compared_where_both_cover_the_time()
    {
        var comparison = Compare(
            Candles([0, Hour, 2 * Hour, 4 * Hour], [100, 100, 100, 100]),
            Candles([Hour, 2 * Hour, 3 * Hour, 4 * Hour], [100, 103, 1, 100.1]));

        Assert.Equal((3, 0, 1, 1), (comparison.Common, comparison.OnlyFirst, comparison.OnlySecond, comparison.Different));
        Assert.Equal(0.03, comparison.Largest, 12);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(2 * Hour), comparison.LargestAt);
        Assert.Equal(1 / 3.0, comparison.Share);
        Assert.Equal(
            "binance spot, above 0.5%: 1 of 3 closes (33.33 %) differ, at most by 3.00 % at 1970-01-01 02:00Z; "
                + "0 bars only here, 1 only there",
            ComparisonText.WithVendor(comparison));
    }

    [Fact]
    public void Rows_may_be_in_any_order_twice_and_without_a_close()
    {
        var comparison = Compare(
            Candles([2 * Hour, 0, Hour, Hour, 3 * Hour], [100, 100, 50, 100, double.NaN]),
            Candles([3 * Hour, Hour, 0, 2 * Hour], [100, 100, 100, 100]));

        Assert.Equal(
            (3, 0, 0, 0, null),
            (comparison.Common, comparison.OnlyFirst, comparison.OnlySecond, comparison.Different, comparison.LargestAt));
    }

    [Fact]
    public void Volumes_are_compared_within_one_market_alone()
    {
        var first = Candles([0, Hour, 2 * Hour], [1, 1, 1]) with { Volume = [10, 0, 0] };
        var second = Candles([0, Hour, 2 * Hour], [1, 1, 1]) with { Volume = [10.5, 0, 3] };

        Assert.Null(Compare(first, second).DifferentVolumes);
        Assert.Equal(2, ComparedSource.Compare(first, second, "binance spot", 0.005, hasVolumes: true).DifferentVolumes);
    }

    [Fact]
    public void Series_of_other_times_have_nothing_in_common()
    {
        var comparison = Compare(Candles([0], [1]), Candles([Hour], [1]));

        Assert.Equal((0, 0, 0, 0.0), (comparison.Common, comparison.OnlyFirst, comparison.OnlySecond, comparison.Share));
        Assert.Equal("no time in common", ComparisonText.Of(comparison));
    }

    [Fact]
    public void Units_of_one_file_are_compared_in_its_timeframe()
    {
        var first = RandomCandles.Raw(2_400, timeframe: Timeframe.H1);
        var second = first with { Close = [.. first.Close.Select((close, row) => row == 7 ? 1.2 * close : close)] };

        var series = Beside(first, new Source("binance spot", second), Timeframe.H1, Timeframe.H4);

        Assert.All(series, unit => Assert.Equal("binance futures", unit.Vendor));
        Assert.All(series, unit => Assert.Equal((2_400, 1), (unit.Comparison!.Common, unit.Comparison.Different)));
        Assert.Equal("binance spot", series[0].Integrity(null).Comparison!.Vendor);
        Assert.Equal("binance futures", series[0].Integrity(null).Vendor);
    }

    [Fact]
    public void A_series_that_cannot_be_compared_says_why_and_may_be_trained_on()
    {
        var first = RandomCandles.Raw(2_400, timeframe: Timeframe.H1);

        var missing = Beside(first, new Source("binance spot", RandomCandles.Raw(2_400)), Timeframe.H1).Single();
        var broken = Beside(first, new Source("binance spot", first with { Origin = "" }), Timeframe.H1).Single();

        Assert.Contains("has no AAAUSDT candles at 1h", Finding(missing).Message, StringComparison.Ordinal);
        Assert.Contains("broken header", Finding(broken).Message, StringComparison.Ordinal);
        foreach (var unit in new[] { missing, broken })
        {
            Assert.Equal(FindingSeverity.Info, Finding(unit).Severity);
            Assert.Equal(PreflightVerdict.OkToTrain, unit.Preflight.Verdict);
            Assert.Null(unit.Comparison);
        }

        static Finding Finding(UnitSeries unit) =>
            Assert.Single(unit.Preflight.Findings, finding => finding.Code == ComparedSource.NotCompared);
    }

    private static IReadOnlyList<UnitSeries> Beside(RawCandles first, Source second, params Timeframe[] timeframes)
    {
        var options = new PreflightOptions { MinimumBars = 100 };
        var series = CoinData.Look(new Source("binance futures", first), options, "AAAUSDT", timeframes, default).Series;
        return new ComparedSource(second, 0.005).Beside(series, default);
    }

    private static SeriesComparison Compare(RawCandles first, RawCandles second) =>
        ComparedSource.Compare(first, second, "binance spot", 0.005, hasVolumes: false);

    private static RawCandles Candles(long[] times, double[] closes) =>
        new("AAAUSDT", Timeframe.H1, "memory", times, closes, closes, closes, closes, closes);

    /// <summary>One file in memory; one without an origin cannot be read.</summary>
    private sealed class Source(string vendor, RawCandles file) : ICandleSource
    {
        public string Description => vendor;

        public string Vendor => vendor;

        public IReadOnlyList<string> Coins => [file.Coin];

        public IReadOnlyList<Timeframe> TimeframesOf(string coin) => [file.Timeframe];

        public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken) =>
            file.Origin.Length > 0 ? file : throw new InputRefusedException("broken header");

        public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => null;
    }
}
