using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Statistics;

/// <summary>Sample skewness of the one-bar log returns of n bars (pandas' rolling skew). Neutral where nothing moved: 0.</summary>
[FeatureKind("skewness")]
internal sealed class Skewness(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96, min: 4);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var other = input.Scratch();
        RollingMoments.Fill(input.Returns(), 1, period, destination, other);
    }
}
