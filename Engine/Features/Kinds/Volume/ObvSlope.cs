using System.Numerics;
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
        var t = 1;
        for (; t + Vector<double>.Count <= close.Length; t += Vector<double>.Count)
        {
            var change = new Vector<double>(close[t..]) - new Vector<double>(close[(t - 1)..]);
            var size = Vector.ConditionalSelect(
                Vector.Equals(change, Vector<double>.Zero), Vector<double>.Zero, new Vector<double>(volume[t..]));
            Vector.CopySign(size, change).CopyTo(signed[t..]); // no branch on the sign: it could not be predicted
        }
        for (; t < close.Length; t++)
            signed[t] = close[t] == close[t - 1] ? 0 : Math.CopySign(volume[t], close[t] - close[t - 1]);
        var mean = input.VolumeDeviation(baseline).Mean;
        RollingSum.Fill(signed, 1, period, destination);
        Ratio.Fill(destination, mean, destination, period);
    }
}
