namespace Huracan.Engine.Features.Kinds.Candle;

/// <summary>(C - O) / (H - L), -1 to 1: how much of the range the candle kept. Neutral where the range is zero: 0.</summary>
[FeatureKind("candle_body")]
internal sealed class CandleBody : IFeature
{
    public int WarmUp => 0;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var open = input.Candles.Open;
        var high = input.Candles.High;
        var low = input.Candles.Low;
        var close = input.Candles.Close;
        for (var t = 0; t < destination.Length; t++)
            destination[t] = high[t] > low[t] ? (close[t] - open[t]) / (high[t] - low[t]) : 0;
    }
}
