namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>
/// Realized volatility of <c>fast</c> bars over that of <c>slow</c> bars: above 1 when volatility rises.
/// Neutral where the slow one is 0: 1.
/// </summary>
[FeatureKind("volatility_ratio")]
internal sealed class VolatilityRatio(FeatureParameters parameters) : IFeature
{
    private readonly (int Fast, int Slow) windows = parameters.FastSlow(24, 96, min: 2);

    public int WarmUp => windows.Slow;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var quick = input.ReturnDeviation(windows.Fast).Std;
        var calm = input.ReturnDeviation(windows.Slow).Std;
        for (var t = WarmUp; t < destination.Length; t++)
            destination[t] = calm[t] > 0 ? quick[t] / calm[t] : 1;
    }
}
