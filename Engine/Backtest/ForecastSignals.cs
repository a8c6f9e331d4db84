using Huracan.Engine.Models;

namespace Huracan.Engine.Backtest;

/// <summary>Turns forecasts into signals.</summary>
public static class ForecastSignals
{
    /// <summary>
    /// Signals the forecast's direction where its confidence reaches <paramref name="threshold"/>; everywhere else, and where the
    /// forecast is flat, nothing.
    /// </summary>
    /// <param name="candleCount">Candles of the series the bars index.</param>
    /// <param name="bars">Bar of each forecast, strictly increasing.</param>
    /// <param name="predictions">The forecasts, one per bar of <paramref name="bars"/>.</param>
    /// <param name="threshold">Least confidence, 0 to 1.</param>
    /// <param name="levels">Stop and target of a trade opened at each bar; null sets none.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a bar is out of order or of the series.</exception>
    public static SignalSeries From(
        int candleCount, ReadOnlySpan<int> bars, ReadOnlySpan<Prediction> predictions, double threshold, StopLevels? levels = null)
    {
        if (bars.Length != predictions.Length)
            throw new ArgumentException($"There are {predictions.Length} forecasts for {bars.Length} bars.", nameof(predictions));
        var sides = new sbyte[candleCount];
        var before = -1;
        for (var i = 0; i < bars.Length; i++)
        {
            if (bars[i] <= before || bars[i] >= candleCount)
                throw new ArgumentException(
                    $"Forecast {i} is for bar {bars[i]}, after bar {before}, of {candleCount} candles.", nameof(bars));
            before = bars[i];
            if (predictions[i].Confidence >= threshold)
                sides[bars[i]] = (sbyte)predictions[i].Direction;
        }
        return new SignalSeries(sides, null, levels?.Stops, levels?.Targets);
    }
}
