using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volume;

/// <summary>ln of the mean volume of <c>fast</c> bars over that of <c>slow</c> bars. Neutral where either is 0: 0.</summary>
[FeatureKind("volume_trend")]
internal sealed class VolumeTrend(FeatureParameters parameters) : IFeature
{
    private readonly (int Fast, int Slow) windows = parameters.FastSlow(12, 96);

    public int WarmUp => windows.Slow - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var recent = input.Scratch();
        RollingSum.FillMean(input.Candles.Volume, 0, windows.Fast, recent);
        RollingSum.FillMean(input.Candles.Volume, 0, windows.Slow, destination);
        for (var t = WarmUp; t < recent.Length; t++)
            destination[t] = recent[t] > 0 && destination[t] > 0 ? Math.Log(recent[t] / destination[t]) : 0;
    }
}
