using Huracan.Contracts.Trading;
using Huracan.Engine.Features.Rolling;
using Huracan.Engine.Market;

namespace Huracan.Engine.Regimes;

/// <summary>
/// What regimes are told by, one value for each candle that is not marked; those that are take no part. All are ratios without a unit, so
/// that coins and timeframes compare, and rest on the candles up to their own. They are known from <see cref="RegimeWindows.WarmUp"/> on.
/// </summary>
internal sealed class RegimeMeasures
{
    private RegimeMeasures(int count)
    {
        Bars = new int[count];
        Volatility = new double[count];
        Volume = new double[count];
        Empty = new double[count];
        Trend = new double[count];
        Fall = new double[count];
    }

    /// <summary>Bar of each candle.</summary>
    public int[] Bars { get; }

    /// <summary>Root mean square return of the current candles over its average before them; 0 where nothing moved before.</summary>
    public double[] Volatility { get; }

    /// <summary>Mean dollar volume of the current candles over that before them; 0 where nothing was traded before.</summary>
    public double[] Volume { get; }

    /// <summary>Share of the current candles without volume.</summary>
    public double[] Empty { get; }

    /// <summary>Size of the t-statistic of the returns' mean against 0: |Σ r| / √Σ r², 0 to √n; about |N(0, 1)| by chance.</summary>
    public double[] Trend { get; }

    /// <summary>Log distance of the close below its highest over the trend's candles, in usual moves over as many; 0 or more.</summary>
    public double[] Fall { get; }

    /// <summary>Measures a series, in time that does not depend on the windows.</summary>
    public static RegimeMeasures Of(CandleSeries candles, RegimeWindows windows)
    {
        var marked = candles.Marked;
        var count = marked.Count(false);
        var measures = new RegimeMeasures(count);
        var bars = measures.Bars;
        for (int bar = 0, i = 0; bar < marked.Length; bar++)
        {
            if (!marked[bar])
                bars[i++] = bar;
        }
        if (count > windows.WarmUp)
            measures.FillTraded(candles, windows);
        return measures;
    }

    /// <summary>The regime at each bar of the measured series.</summary>
    /// <param name="candles">The series.</param>
    /// <param name="windows">The windows it was measured by.</param>
    /// <param name="minBars">Bars a regime lasts at least.</param>
    /// <param name="wanted">What the measures of a candle ask for, given the regime so far; called in order.</param>
    public RegimeSeries Follow(CandleSeries candles, RegimeWindows windows, int minBars, Func<int, MarketRegime, MarketRegime> wanted)
    {
        var regimes = new MarketRegime[candles.Count];
        var track = new RegimeTrack(minBars);
        for (int bar = 0, next = 0; bar < regimes.Length; bar++)
        {
            var isTraded = next < Bars.Length && Bars[next] == bar;
            if (isTraded && next >= windows.WarmUp)
                track.At(bar, wanted(next, track.Regime));
            else if (!isTraded && next > windows.WarmUp && bar - Bars[next - 1] >= windows.Current)
                track.At(bar, MarketRegime.Illiquid);
            if (isTraded)
                next++;
            regimes[bar] = track.Regime;
        }
        return new RegimeSeries(regimes);
    }

    private void FillTraded(CandleSeries candles, RegimeWindows windows)
    {
        var (current, norm, trend) = windows;
        var count = Bars.Length;
        double[] logs = new double[count], squares = new double[count], dollars = new double[count], empty = new double[count];
        for (var i = 0; i < count; i++)
        {
            var (close, volume) = (candles.Close[Bars[i]], candles.Volume[Bars[i]]);
            logs[i] = Math.Log(close);
            dollars[i] = close * volume;
            empty[i] = volume > 0 ? 0 : 1;
            // A return over k bars has k times the variance of one: behind a gap it counts as one of them.
            if (i > 0)
                squares[i] = (logs[i] - logs[i - 1]) * (logs[i] - logs[i - 1]) / (Bars[i] - Bars[i - 1]);
        }
        RollingSum.FillMean(empty, 0, current, Empty);

        double[] now = new double[count], usual = new double[count];
        RollingSum.FillMean(dollars, 0, current, now);
        RollingSum.FillMean(dollars, 0, norm, usual);
        for (var i = windows.WarmUp; i < count; i++)
            Volume[i] = Ratio(now[i], usual[i - current]);

        // The mean of daily volatilities, not the volatility of all days: after one wild day the next is still seen.
        RollingSum.FillMean(squares, 1, current, now);
        for (var i = 0; i < count; i++)
            now[i] = Math.Sqrt(now[i]);
        RollingSum.FillMean(now, current, norm, usual);
        var paths = new double[count];
        RollingSum.Fill(squares, 1, trend, paths);
        var highest = RollingExtreme.LargestAt(logs, trend + 1);
        for (var i = windows.WarmUp; i < count; i++)
        {
            var norms = usual[i - current];
            Volatility[i] = Ratio(now[i], norms);
            Trend[i] = Ratio(Math.Abs(logs[i] - logs[i - trend]), Math.Sqrt(paths[i]));
            Fall[i] = Ratio(logs[highest[i]] - logs[i], norms * Math.Sqrt(trend));
        }
    }

    private static double Ratio(double a, double b) => b > 0 ? a / b : 0;
}
