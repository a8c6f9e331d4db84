namespace Huracan.Engine.Features.Kinds.Candle;

/// <summary>Close location value ((C - L) - (H - C)) / (H - L), -1 at the low, 1 at the high. Neutral where the range is zero: 0.</summary>
[FeatureKind("close_location")]
internal sealed class CloseLocation : IFeature
{
    public int WarmUp => 0;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var high = input.Candles.High;
        var low = input.Candles.Low;
        var close = input.Candles.Close;
        var spans = input.Scratch();
        for (var t = 0; t < destination.Length; t++)
        {
            spans[t] = high[t] - low[t];
            destination[t] = close[t] - low[t] - (high[t] - close[t]);
        }
        Ratio.Fill(destination, spans, destination);
    }

    internal static double Of(double high, double low, double close) => high > low ? (close - low - (high - close)) / (high - low) : 0;
}
