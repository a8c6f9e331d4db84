namespace Huracan.Engine.Features.Kinds.Candle;

/// <summary>(H - L) / C.</summary>
[FeatureKind("candle_range")]
internal sealed class CandleRange : IFeature
{
    public int WarmUp => 0;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var candles = input.Candles;
        Ratio.Fill(candles.High, candles.Low, candles.Close, destination);
    }
}
