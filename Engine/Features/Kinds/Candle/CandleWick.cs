namespace Huracan.Engine.Features.Kinds.Candle;

/// <summary>
/// Share of the range above the body (<c>side: upper</c>) or below it (<c>lower</c>), 0 to 1. Neutral where the range is zero: 0.
/// </summary>
[FeatureKind("candle_wick")]
internal sealed class CandleWick(FeatureParameters parameters) : IFeature
{
    private readonly bool upper = parameters.Choice("side", "upper", "lower") == "upper";

    public int WarmUp => 0;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var open = input.Candles.Open;
        var high = input.Candles.High;
        var low = input.Candles.Low;
        var close = input.Candles.Close;
        for (var t = 0; t < destination.Length; t++)
        {
            var wick = upper ? high[t] - Math.Max(open[t], close[t]) : Math.Min(open[t], close[t]) - low[t];
            destination[t] = high[t] > low[t] ? wick / (high[t] - low[t]) : 0;
        }
    }
}
