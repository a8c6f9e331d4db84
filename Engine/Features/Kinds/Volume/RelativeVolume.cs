using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volume;

/// <summary>V / mean of V over n bars. Neutral where nothing was traded: 1.</summary>
[FeatureKind("relative_volume")]
internal sealed class RelativeVolume(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var volume = input.Candles.Volume;
        RollingSum.FillMean(volume, 0, period, destination);
        for (var t = WarmUp; t < volume.Length; t++)
            destination[t] = destination[t] > 0 ? volume[t] / destination[t] : 1;
    }
}
