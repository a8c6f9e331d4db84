using Huracan.Engine.Market;

namespace Huracan.Bench.Drift;

/// <summary>A change that is put into the candles of a simulated coin from one bar on, or into one of its features.</summary>
/// <param name="Name">What it is, for tables.</param>
/// <param name="Volatility">Factor of every move.</param>
/// <param name="Trend">Added to each bar's log return, in standard deviations of a bar.</param>
/// <param name="SignalLost">Times the drift after an event that is taken away: 1 leaves none, 2 turns it round.</param>
/// <param name="FeatureFactor">What one feature is multiplied by; 1 leaves it.</param>
internal sealed record PlantedDrift(
    string Name, double Volatility = 1, double Trend = 0, double SignalLost = 0
    , double FeatureFactor = 1)
{
    public static PlantedDrift[] All { get; } =
    [
        new("volatility × 3", Volatility: 3),
        new("volatility × 2", Volatility: 2),
        new("volatility / 3", Volatility: 1.0 / 3),
        new("trend of 0.5 σ a bar", Trend: 0.5),
        new("trend of 0.2 σ a bar", Trend: 0.2),
        new("one feature × 100", FeatureFactor: 100),
        new("signal turned round", SignalLost: 2),
        new("signal gone", SignalLost: 1),
    ];

    /// <summary>The coin's candles with the change from a bar on.</summary>
    public CandleSeries Apply(CandleSeries candles, SimulatedPath path, int from)
    {
        var n = candles.Count;
        var (open, high, low, close, volume) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        var lost = new double[n];
        foreach (var item in path.Events)
        {
            for (var bar = item.Bar + 1; bar <= Math.Min(n - 1, item.Bar + 4); bar++)
                lost[bar] = -SignalLost * item.Direction * path.DriftPerBar;
        }
        double price = 1;
        for (var t = 0; t < n; t++)
        {
            var (before, factor) = (t == 0 ? candles.Open[0] : candles.Close[t - 1], t < from ? 1 : Volatility);
            var shift = t < from ? 0 : Trend * path.BarVolatility + lost[t];
            price = t == 0 ? candles.Open[0] : price * Math.Exp(factor * Math.Log(candles.Open[t] / before));
            open[t] = price;
            close[t] = price * Math.Exp(factor * Math.Log(candles.Close[t] / candles.Open[t]) + shift);
            high[t] = Math.Max(Math.Max(open[t], close[t]), price * Math.Exp(factor * Math.Log(candles.High[t] / candles.Open[t]) + shift));
            low[t] = Math.Min(Math.Min(open[t], close[t]), price * Math.Exp(factor * Math.Log(candles.Low[t] / candles.Open[t]) + shift));
            volume[t] = candles.Volume[t];
            price = close[t];
        }
        return new CandleSeries(candles.Coin, candles.Timeframe, [.. candles.OpenTimes], open, high, low, close, volume);
    }
}
