using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

/// <summary>Whatever is wrong with rows of a file, they are named by their line.</summary>
public class PreflightRowTests
{
    [Fact]
    public void Disorder_names_the_first_row_that_is_out_of_order()
    {
        var order = Enumerable.Range(0, 3_000).ToArray();
        (order[500], order[501]) = (order[501], order[500]);

        var finding = PreflightTests.Find(Preflight.Check(File(order)), "unsorted");

        Assert.Contains("the first is row 503 (2024-01-06 05:00:00Z)", finding.Message, StringComparison.Ordinal); // index 501 on line 503
    }

    [Fact]
    public void Conflicting_and_repeated_rows_are_named_by_where_they_were_before_sorting()
    {
        var raw = File([.. Enumerable.Range(0, 3_000).Reverse(), 5]); // index 2994, and again at the end
        raw.Volume[^1] = 123.5;
        var message = PreflightTests.AssertBlocked("conflicting_rows", raw).Message;
        Assert.Contains("2024-01-01 01:15:00Z has row 2996 [", message, StringComparison.Ordinal);
        Assert.Contains("and row 3002 [", message, StringComparison.Ordinal);

        var repeated = PreflightTests.Find(Preflight.Check(File([.. Enumerable.Range(0, 3_000), 7])), "duplicate_rows");
        Assert.Contains("the first is row 3002 (2024-01-01 01:45:00Z)", repeated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_keeps_its_number_when_rows_before_it_are_dropped()
    {
        var raw = File([.. Enumerable.Range(0, 3_000)]);
        raw.Close[3] = double.NaN;
        raw.OpenTimes[77] += 60_000;
        Assert.Contains("the first is row 5 (", PreflightTests.Find(Preflight.Check(raw), "nan_rows").Message, StringComparison.Ordinal);
        Assert.Contains("the first is row 79 (", PreflightTests.Find(Preflight.Check(raw), "off_grid").Message, StringComparison.Ordinal);

        raw.OpenTimes[77] = -1;
        Assert.Contains("the first in row 79 at -1 ms", PreflightTests.AssertBlocked("absurd_time", raw).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_kept_through_a_window_of_time()
    {
        var raw = File([.. Enumerable.Range(0, 100)]);
        var source = new WindowedSource(new Source(raw), raw.OpenTimes[10], raw.OpenTimes[13]);
        Assert.Equal([12, 13, 14], source.Load("AAAUSDT", Timeframe.M15, default).Lines!); // the rows have lines
    }

    [Fact]
    public void The_rows_come_out_sorted_and_once_with_their_gaps_and_as_they_were_where_blocked()
    {
        var sound = Preflight.Check(File([.. Enumerable.Range(0, 3_000).Where(i => i is < 900 or > 950).Reverse(), 4]));
        Assert.Equal(
            RandomCandles.Rows(RandomCandles.Raw(3_000), Enumerable.Range(0, 3_000).Where(i => i is < 900 or > 950)).OpenTimes,
            sound.Rows!.OpenTimes);

        var broken = File([2, 1, 0]);
        broken.High[0] = double.PositiveInfinity;
        Assert.Equal(broken.OpenTimes, Preflight.Check(broken).Rows!.OpenTimes);
    }

    [Fact]
    public void Where_files_are_only_looked_at_a_short_one_is_a_warning()
    {
        var result = Preflight.Check(RandomCandles.Raw(50), new() { ShortBlocks = false });
        Assert.Equal(PreflightVerdict.OkToTrain, result.Verdict);
        Assert.Equal(FindingSeverity.Warning, PreflightTests.Find(result, "too_short").Severity);
    }

    // As a file has them: a header on line 1.
    private static RawCandles File(int[] order) =>
        RandomCandles.Rows(RandomCandles.Raw(3_000), order) with { Lines = [.. Enumerable.Range(2, order.Length)] };

    private sealed class Source(RawCandles raw) : ICandleSource
    {
        public string Description => "memory";

        public string Vendor => "nobody";

        public IReadOnlyList<string> Coins => [raw.Coin];

        public IReadOnlyList<Timeframe> TimeframesOf(string coin) => [raw.Timeframe];

        public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken) => raw;

        public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => null;
    }
}
