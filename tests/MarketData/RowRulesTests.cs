using Huracan.Contracts;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.MarketData;

public class RowRulesTests
{
    private const long Hour = 3_600_000;
    private static readonly SeriesName Candles = new("SIM001USDT", Timeframe.H1), Funding = new("SIM001USDT", null);

    [Theory]
    [InlineData(Hour + 60_000, 1, 1, "1970-01-01 01:01:00Z is no multiple of 1h")]
    [InlineData(Hour, double.NaN, 1, "1970-01-01 01:00:00Z has NaN as close")]
    [InlineData(Hour, double.PositiveInfinity, 1, "has Infinity as close")]
    [InlineData(Hour, 0, 1, "has 0 as close")]
    [InlineData(Hour, 1, -1, "has -1 as volume")]
    public void A_candle_that_cannot_be_is_refused_by_its_time(long time, double close, double volume, string words)
    {
        var refused = Assert.Throws<RowsRefusedException>(() => Rows([0, time], close, volume).Checked(Candles));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_vendor_does_not_tell_is_no_fault()
    {
        var rows = Rows([0, Hour], 1, 0); // trades and takers are NaN

        Assert.Same(rows, rows.Checked(Candles));
        Assert.Empty(Rows([], 1, 1).Checked(Candles).Times);
    }

    [Fact]
    public void A_rate_that_is_no_number_is_refused() => Assert.Contains(
        "has NaN as funding_rate",
        Assert.Throws<RowsRefusedException>(() => MarketRows.Funding([0], [double.NaN]).Checked(Funding)).Message,
        StringComparison.Ordinal);

    // The last row has these numbers.
    private static MarketRows Rows(long[] times, double close, double volume)
    {
        double[] Of(double last, double others) => [.. times.Select((_, i) => i == times.Length - 1 ? last : others)];
        return MarketRows.Candles(
            times, Of(1, 1), Of(1, 1), Of(1, 1), Of(close, 1), Of(volume, 1), Of(1, 1), Of(double.NaN, double.NaN),
            Of(double.NaN, double.NaN));
    }
}
