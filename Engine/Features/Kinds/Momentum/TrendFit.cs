using System.Numerics.Tensors;
using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>
/// Least-squares line through the log close of n bars: <c>slope</c> (log return per bar) or <c>r2</c> (share of variance the line explains,
/// 0 to 1). Neutral where the close did not move: 0.
/// </summary>
[FeatureKind("trend_fit")]
internal sealed class TrendFit(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 48, min: 3);
    private readonly bool slope = parameters.Choice("line", "slope", "r2") == "slope";

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var bars = input.Scratch();
        for (var t = 0; t < bars.Length; t++)
            bars[t] = t;
        if (slope)
        {
            RollingCovariance.FillSlope(bars, input.LogClose(), 0, period, destination);
            return;
        }
        RollingCovariance.FillCorrelation(bars, input.LogClose(), 0, period, destination);
        TensorPrimitives.Multiply(destination, destination, destination);
    }
}
