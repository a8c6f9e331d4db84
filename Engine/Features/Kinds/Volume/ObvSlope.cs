using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volume;

/// <summary>
/// Change of on-balance volume (Granville) over n bars: volume of rising bars minus that of falling ones, over n times the mean volume of
/// <c>baseline</c> bars. Neutral where nothing was traded: 0.
/// </summary>
[FeatureKind("obv_slope")]
internal sealed class ObvSlope(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24, min: 1);
    private readonly int baseline = parameters.Window("baseline", 96);

    public int WarmUp => Math.Max(period, baseline - 1);

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var volume = input.Candles.Volume;
        var signed = input.Scratch();
        for (var t = 1; t < close.Length; t++)
        {
            var change = close[t] - close[t - 1];
            signed[t] = change == 0 ? 0 : Math.CopySign(volume[t], change); // no branch on the sign, which nobody can foresee
        }
        var mean = input.VolumeDeviation(baseline).Mean;
        RollingSum.Fill(signed, 1, period, destination);
        Ratio.Fill(destination, mean, destination, period);
    }
}
