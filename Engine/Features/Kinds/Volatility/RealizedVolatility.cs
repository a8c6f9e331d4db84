namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>Sample standard deviation of the one-bar log returns of n bars, per bar.</summary>
[FeatureKind("realized_volatility")]
internal sealed class RealizedVolatility(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination) => input.ReturnDeviation(period).Std.CopyTo(destination);
}
