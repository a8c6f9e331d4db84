using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class SeriesPickerTests
{
    private static readonly PreflightOptions Short = new() { MinimumBars = 100 };

    [Fact]
    public void The_units_own_file_is_taken_even_when_a_finer_one_is_longer()
    {
        var picked = Pick(Timeframe.H1, Raw(Timeframe.M15, 10_000), Raw(Timeframe.H1, 300));
        Assert.Equal((null, 300, "AAAUSDT_1h"), (picked.ResampledFrom, picked.Series!.Count, picked.Origin));
    }

    [Fact]
    public void Else_the_finer_file_of_the_longest_time_is_resampled()
    {
        var picked = Pick(Timeframe.H4, Raw(Timeframe.M15, 3_000), Raw(Timeframe.H1, 1_000), Raw(Timeframe.D1, 500));
        Assert.Equal(Timeframe.H1, picked.ResampledFrom);
        Assert.Equal((Timeframe.H4, 250), (picked.Series!.Timeframe, picked.Series.Count));
    }

    [Fact]
    public void Of_equally_long_files_the_finest_is_taken()
    {
        var picked = Pick(Timeframe.H4, Raw(Timeframe.M15, 4_000), Raw(Timeframe.M30, 2_000), Raw(Timeframe.H1, 1_000));
        Assert.Equal(Timeframe.M15, picked.ResampledFrom);
    }

    [Fact]
    public void A_timeframe_that_does_not_divide_the_requested_one_is_not_used()
    {
        var picked = Pick(Timeframe.M30, Raw(new Timeframe(20), 4_000), Raw(Timeframe.H1, 4_000));
        Assert.Equal(PreflightVerdict.Blocked, picked.Preflight.Verdict);
        Assert.Contains("20m, 1h", Assert.Single(picked.Preflight.Findings, f => f.Code == "no_series").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_finding_and_another_is_used()
    {
        var picked = Pick(Timeframe.H4, Raw(Timeframe.M15, 0) with { Coin = "" }, Raw(Timeframe.H1, 1_000));
        Assert.Equal(Timeframe.H1, picked.ResampledFrom);
        Assert.NotNull(picked.Series);
        Assert.Contains(
            "broken header", Assert.Single(picked.Preflight.Findings, f => f.Code == "unreadable").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_other_is_there_the_cause_is_the_reason()
    {
        var picked = Pick(Timeframe.H4, Raw(Timeframe.M15, 0) with { Coin = "" });
        Assert.Equal(PreflightVerdict.Blocked, picked.Preflight.Verdict);
        Assert.Equal("unreadable: broken header", picked.Preflight.Reason);
    }

    [Fact]
    public void An_unknown_coin_is_blocked() => Assert.Equal(PreflightVerdict.Blocked, Pick(Timeframe.H1).Preflight.Verdict);

    [Fact]
    public void The_integrity_report_says_where_each_series_comes_from_and_how_far_funding_covers_it()
    {
        var picker = new SeriesPicker(new Folder([Raw(Timeframe.H1, 4_000)]), Short);
        var hour = 3_600_000L;
        // Funding for the first half of the time, then nothing.
        var funding = new FundingSeries(
            "AAAUSDT", [.. Enumerable.Range(0, 250).Select(i => RandomCandles.Start + i * 8 * hour)], new double[250]);
        var report = UnitSeries.Report(
            "AAAUSDT", funding, [picker.Pick("AAAUSDT", Timeframe.H4, default), picker.Pick("AAAUSDT", Timeframe.H1, default)]);
        Assert.Equal(250, report.Funding!.Rows);
        Assert.Equal(["1h", "4h"], report.Series.Select(s => s.Timeframe));
        Assert.Equal([null, "1h"], report.Series.Select(s => s.ResampledFrom));
        Assert.Equal([4_000, 1_000], report.Series.Select(s => s.Rows));
        Assert.All(report.Series, s => Assert.Equal("AAAUSDT_1h", s.Origin));
        Assert.All(report.Series, s => Assert.InRange(s.FundingCoverage, 0.5, 0.5001));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(RandomCandles.Start), report.Series[1].First);
    }

    [Fact]
    public void A_hole_in_the_funding_counts_as_not_covered()
    {
        const long hour = 3_600_000;
        var funding = new FundingSeries("AAAUSDT", [0, 8 * hour, 80 * hour, 84 * hour], [0, 0, 0, 0]);
        // Of 92 h: 0 to 8 h, 72 to 80 h before the third event, 80 to 84 h, and the 8 h after the last. The 8 h after the second are a
        // hole.
        Assert.InRange(FundingCoverage.Share(funding, 0, 92 * hour), 28 / 92.0, 28.05 / 92);
        Assert.Equal(0, FundingCoverage.Share(null, 0, hour));
        Assert.Equal(0, FundingCoverage.Share(funding, 0, 0));
    }

    private static UnitSeries Pick(Timeframe wanted, params RawCandles[] files) =>
        new SeriesPicker(new Folder(files), Short).Pick("AAAUSDT", wanted, default);

    private static RawCandles Raw(Timeframe timeframe, int count) =>
        RandomCandles.Raw(count, timeframe: timeframe) with { Origin = $"AAAUSDT_{timeframe}" };

    /// <summary>Files in memory; one without a coin cannot be read.</summary>
    private sealed class Folder(RawCandles[] files) : ICandleSource
    {
        public string Description => "a folder";

        public string Vendor => "nobody";

        public IReadOnlyList<string> Coins => ["AAAUSDT"];

        public IReadOnlyList<Timeframe> TimeframesOf(string coin) => [.. files.Select(f => f.Timeframe)];

        public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
        {
            var file = files.Single(f => f.Timeframe == timeframe);
            return file.Coin.Length > 0 ? file : throw new InputRefusedException("broken header");
        }

        public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => null;
    }
}
