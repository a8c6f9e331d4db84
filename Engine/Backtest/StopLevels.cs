using Huracan.Engine.Market;

namespace Huracan.Engine.Backtest;

/// <summary>Stop and target a trade opened on each bar's signal would have, as fractions of its entry price; NaN for none.</summary>
/// <param name="Stops">Distance of the stop.</param>
/// <param name="Targets">Distance of the target.</param>
public sealed record StopLevels(double[] Stops, double[] Targets)
{
    private const int VolatilityBars = 100;

    /// <summary>
    /// The stop <paramref name="stopSigma"/> trailing volatilities over the horizon away (σ of the last 100 one-bar log returns
    /// times √horizon), which makes 1 R; the target <paramref name="targetR"/> R away. Bars without such a history have neither.
    /// </summary>
    /// <param name="candles">The candles.</param>
    /// <param name="horizon">Bars a trade is meant to last.</param>
    /// <param name="stopSigma">Above 0.</param>
    /// <param name="targetR">0 sets no target.</param>
    public static StopLevels Of(CandleSeries candles, int horizon, double stopSigma, double targetR)
    {
        var close = candles.Close;
        var stops = new double[candles.Count];
        var targets = new double[candles.Count];
        Array.Fill(stops, double.NaN);
        Array.Fill(targets, double.NaN);
        for (var t = VolatilityBars; t < stops.Length; t++)
        {
            double sum = 0, squares = 0;
            for (var i = t - VolatilityBars + 1; i <= t; i++)
            {
                var r = Math.Log(close[i] / close[i - 1]);
                sum += r;
                squares += r * r;
            }
            var mean = sum / VolatilityBars;
            var distance = stopSigma * Math.Sqrt(Math.Max(0, squares / VolatilityBars - mean * mean) * horizon);
            if (distance is <= 0 or >= 1)
                continue;
            stops[t] = distance;
            if (targetR > 0)
                targets[t] = targetR * distance;
        }
        return new StopLevels(stops, targets);
    }
}
