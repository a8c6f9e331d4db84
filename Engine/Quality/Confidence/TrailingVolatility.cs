using Huracan.Engine.Market;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>
/// Volatility of a bar's return as known at its close: σ²_t = 0.94·σ²_{t−1} + 0.06·r²_t over log returns of closes (RiskMetrics, 1996).
/// Half of its weight lies on the last 11 bars: it follows a break at once.
/// </summary>
public static class TrailingVolatility
{
    /// <summary>Bars after which what lies before the first candle no longer matters: its weight is below 0.3 % of the variance.</summary>
    public const int Settled = 100;

    private const double Decay = 0.94;

    // A thousandth of a basis point: what no traded market falls below, so that scores stay finite.
    private const double Least = 1e-7;

    /// <summary>One number per bar, above 0. Marked candles are passed over: they did not trade.</summary>
    public static double[] Of(CandleSeries candles)
    {
        var result = new double[candles.Count];
        Run(candles, result);
        return result;
    }

    /// <summary>The number of the last bar alone.</summary>
    /// <param name="candles">One candle or more.</param>
    public static double Last(CandleSeries candles) => Run(candles, default);

    private static double Run(CandleSeries candles, Span<double> each)
    {
        var close = candles.Close;
        var marked = candles.Marked;
        var (variance, seen) = (0.0, 0);
        for (var bar = 0; bar < close.Length; bar++)
        {
            if (bar > 0 && !marked[bar])
            {
                var r = Math.Log(close[bar] / close[bar - 1]);
                // The first returns count alike, so that the start does not rest on one of them.
                var weight = Math.Max(1 - Decay, 1.0 / ++seen);
                variance += weight * (r * r - variance);
            }
            if (!each.IsEmpty)
                each[bar] = Bounded(variance);
        }
        return Bounded(variance);
    }

    private static double Bounded(double variance) => Math.Max(Least, Math.Sqrt(variance));
}
