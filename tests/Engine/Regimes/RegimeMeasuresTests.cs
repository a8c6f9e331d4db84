using Huracan.Engine.Market;
using Huracan.Engine.Regimes;

namespace Huracan.Tests.Engine.Regimes;

public class RegimeMeasuresTests
{
    [Theory]
    [InlineData(1, 5, 17, 9, 0)]
    [InlineData(2, 24, 100, 72, 0.1)]
    [InlineData(3, 4, 4, 40, 0.4)]
    [InlineData(4, 2, 3, 2, 0)]
    public void Agree_with_sums_over_each_window_by_itself(ulong seed, int current, int norm, int trend, double marked)
    {
        var candles = MadeUpMarket.Of(seed, 600, marked);
        var windows = new RegimeWindows(current, norm, trend);
        var measures = RegimeMeasures.Of(candles, windows);
        var bars = Enumerable.Range(0, candles.Count).Where(bar => !candles.Marked[bar]).ToArray();
        Assert.Equal(bars, measures.Bars);

        double Log(int i) => Math.Log(candles.Close[bars[i]]);
        double Square(int i) => Math.Pow(Log(i) - Log(i - 1), 2) / (bars[i] - bars[i - 1]);
        double Dollars(int i) => candles.Close[bars[i]] * candles.Volume[bars[i]];
        double Mean(int last, int count, Func<int, double> of) => Enumerable.Range(last - count + 1, count).Average(of);
        double Volatility(int last) => Math.Sqrt(Mean(last, current, Square));
        for (var i = windows.WarmUp; i < bars.Length; i++)
        {
            var usual = Mean(i - current, norm, Volatility);
            Assert.Equal(Volatility(i) / usual, measures.Volatility[i], 1e-9);
            var traded = Mean(i - current, norm, Dollars);
            Assert.Equal(traded > 0 ? Mean(i, current, Dollars) / traded : 0, measures.Volume[i], 1e-9);
            Assert.Equal(Mean(i, current, k => candles.Volume[bars[k]] == 0 ? 1 : 0), measures.Empty[i], 1e-12);
            Assert.Equal(Math.Abs(Log(i) - Log(i - trend)) / Math.Sqrt(trend * Mean(i, trend, Square)), measures.Trend[i], 1e-9);
            var highest = Enumerable.Range(i - trend, trend + 1).Max(Log);
            Assert.Equal((highest - Log(i)) / (usual * Math.Sqrt(trend)), measures.Fall[i], 1e-9);
        }
    }

    [Fact]
    public void Have_no_unit()
    {
        var candles = MadeUpMarket.Of(5, 400);
        double[] Times(ReadOnlySpan<double> column, double factor) => Array.ConvertAll(column.ToArray(), x => x * factor);
        var other = new CandleSeries(
            "OTHERUSDT", candles.Timeframe, candles.OpenTimes.ToArray(), Times(candles.Open, 8), Times(candles.High, 8),
            Times(candles.Low, 8), Times(candles.Close, 8), Times(candles.Volume, 1e6));
        var windows = new RegimeWindows(24, 100, 72);
        var (one, two) = (RegimeMeasures.Of(candles, windows), RegimeMeasures.Of(other, windows));
        for (var i = windows.WarmUp; i < candles.Count; i++)
        {
            Assert.Equal(one.Volatility[i], two.Volatility[i], 1e-9);
            Assert.Equal(one.Volume[i], two.Volume[i], 1e-9);
            Assert.Equal(one.Fall[i], two.Fall[i], 1e-9);
        }
    }
}
