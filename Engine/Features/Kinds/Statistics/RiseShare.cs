using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Statistics;

/// <summary>Share of n bars that closed above the one before, 0 to 1; a bar without change counts a half.</summary>
[FeatureKind("rise_share")]
internal sealed class RiseShare(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24, min: 1);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var rises = input.Scratch();
        for (var t = 1; t < rises.Length; t++)
            rises[t] = close[t] > close[t - 1] ? 1 : close[t] < close[t - 1] ? 0 : 0.5;
        RollingSum.FillMean(rises, 1, period, destination);
    }
}
