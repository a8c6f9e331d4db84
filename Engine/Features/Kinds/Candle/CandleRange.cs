namespace Huracan.Engine.Features.Kinds.Candle;

/// <summary>(H - L) / C.</summary>
[FeatureKind("candle_range")]
internal sealed class CandleRange : IFeature
{
    public int WarmUp => 0;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var high = input.Candles.High;
        var low = input.Candles.Low;
        var close = input.Candles.Close;
        for (var t = 0; t < destination.Length; t++)
            destination[t] = (high[t] - low[t]) / close[t];
    }
}
