using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>EMA of the close over <c>fast</c> bars / EMA over <c>slow</c> bars - 1.</summary>
[FeatureKind("ema_ratio")]
internal sealed class EmaRatio(FeatureParameters parameters) : IFeature
{
    private readonly (int Fast, int Slow) spans = parameters.FastSlow(12, 26);

    public int WarmUp => ExponentialAverage.WarmUp(spans.Slow);

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var quick = input.Ema(spans.Fast);
        var calm = input.Ema(spans.Slow);
        Ratio.Fill(quick, calm, calm, destination);
    }
}
