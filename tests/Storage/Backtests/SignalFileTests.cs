using Huracan.Contracts;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Storage.Backtests;

namespace Huracan.Tests.Storage.Backtests;

public sealed class SignalFileTests : IDisposable
{
    private static readonly CandleSeries Candles = Series();

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_signal_holds_until_the_next_row()
    {
        var signals = Read("time,signal\n1970-01-01T01:00:00Z,1\n1970-01-01T03:00:00Z,-1\n1970-01-01T04:00:00Z,0\n");

        Assert.Equal([0, 1, 1, -1, 0, 0], signals.Sides.ToArray());
        Assert.Equal(double.NaN, signals.QuantityAt(1));
    }

    [Fact]
    public void Quantity_stop_and_target_go_with_their_row()
    {
        var signals = Read("open_time,side,target,quantity,stop\n1970-01-01T01:00:00Z,1,0.2,3,0.1\n1970-01-01T03:00:00Z,-1,,2,\n");

        Assert.Equal((3, 0.1, 0.2), (signals.QuantityAt(2), signals.StopAt(2), signals.TargetAt(2)));
        Assert.Equal((2, double.NaN, double.NaN), (signals.QuantityAt(3), signals.StopAt(3), signals.TargetAt(3)));
        Assert.Equal(double.NaN, signals.QuantityAt(0));
    }

    [Theory]
    [InlineData("1970-01-01T01:00:00Z,3,", "row 2: the signal is 3")]
    [InlineData("1970-01-01T01:00:00Z,0.5,", "row 2: the signal is 0.5")]
    [InlineData("1970-01-01T01:00:00Z,,", "row 2: the signal is NaN")]
    [InlineData("1970-01-01T09:00:00Z,1,", "row 2: no candle of TEST/1h opens at 1970-01-01T09:00:00Z")]
    [InlineData("1970-01-01T01:30:00Z,1,", "row 2: no candle of TEST/1h opens at 1970-01-01T01:30:00Z")]
    [InlineData("1970-01-01T02:00:00Z,1,\n1970-01-01T01:00:00Z,1,", "row 3: 1970-01-01T01:00:00Z comes after")]
    [InlineData("1970-01-01T02:00:00Z,1,\n1970-01-01T02:00:00Z,1,", "row 3: 1970-01-01T02:00:00Z comes after")]
    [InlineData("1970-01-01T01:00:00Z,1,-2", "row 2: the quantity is -2")]
    [InlineData("1970-01-01T01:00:00Z,1,inf", "row 2: the quantity is")]
    public void A_row_that_cannot_be_is_refused_by_its_number(string rows, string words)
    {
        var refused = Assert.Throws<InputRefusedException>(() => Read("time,signal,quantity\n" + rows + "\n"));

        Assert.Contains("signals.csv, " + words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_given_as_a_price_is_refused() => Assert.Contains(
        "signals.csv, row 2: the stop is 95; it is a fraction of the entry price",
        Assert.Throws<InputRefusedException>(() => Read("time,signal,stop\n1970-01-01T01:00:00Z,1,95\n")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_missing_column_is_refused_by_name() =>
        Assert.Contains(
            "column 'signal'", Assert.Throws<InputRefusedException>(() => Read("time,side\n1970-01-01T01:00:00Z,1\n")).Message,
            StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private SignalSeries Read(string text) => SignalFile.Read(folder.Write("signals.csv", text), Candles, CancellationToken.None);

    private static CandleSeries Series()
    {
        double[] prices = [1, 1, 1, 1, 1, 1];
        return new("TEST", Timeframe.H1, [.. Enumerable.Range(0, 6).Select(i => i * 3_600_000L)], prices, prices, prices, prices, prices);
    }
}
