using System.Numerics.Tensors;
using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>Average true range (Wilder, 1978; α = 1/n from bar 1 on) over the close.</summary>
[FeatureKind("atr")]
internal sealed class AverageTrueRange(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 14);

    public int WarmUp => 1 + ExponentialAverage.WilderWarmUp(period);

    public void Compute(FeatureInput input, Span<double> destination)
    {
        ExponentialAverage.Fill(input.TrueRange(), 1, 1.0 / period, destination);
        TensorPrimitives.Divide(destination[1..], input.Candles.Close[1..], destination[1..]);
    }
}
