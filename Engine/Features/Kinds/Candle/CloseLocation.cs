using System.Numerics;

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
        var t = 0;
        for (; t + Vector<double>.Count <= destination.Length; t += Vector<double>.Count)
        {
            var (top, bottom, last) = (new Vector<double>(high[t..]), new Vector<double>(low[t..]), new Vector<double>(close[t..]));
            var place = (last - bottom - (top - last)) / (top - bottom);
            Vector.ConditionalSelect(Vector.GreaterThan(top, bottom), place, Vector<double>.Zero).CopyTo(destination[t..]);
        }
        for (; t < destination.Length; t++)
            destination[t] = Of(high[t], low[t], close[t]);
    }

    internal static double Of(double high, double low, double close) => high > low ? (close - low - (high - close)) / (high - low) : 0;
}
