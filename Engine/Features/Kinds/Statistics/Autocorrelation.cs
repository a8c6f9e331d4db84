using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Statistics;

/// <summary>Correlation of n one-bar log returns with those <c>lag</c> bars before. Neutral where either did not vary: 0.</summary>
[FeatureKind("autocorrelation")]
internal sealed class Autocorrelation(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96, min: 3);
    private readonly int lag = parameters.Window("lag", 1, min: 1);

    public int WarmUp => period + lag;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var returns = input.Returns();
        var earlier = input.Scratch();
        returns[..^lag].CopyTo(earlier[lag..]);
        RollingCovariance.FillCorrelation(earlier, returns, 1 + lag, period, destination);
    }
}
