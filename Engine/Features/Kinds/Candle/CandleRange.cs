using System.Numerics.Tensors;

namespace Huracan.Engine.Features.Kinds.Candle;

/// <summary>(H - L) / C.</summary>
[FeatureKind("candle_range")]
internal sealed class CandleRange : IFeature
{
    public int WarmUp => 0;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        TensorPrimitives.Subtract(input.Candles.High, input.Candles.Low, destination);
        TensorPrimitives.Divide(destination, input.Candles.Close, destination);
    }
}
