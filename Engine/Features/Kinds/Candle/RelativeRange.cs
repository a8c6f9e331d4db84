using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Candle;

/// <summary>True range over its mean of n bars: above 1 for an unusually wide candle. Neutral where the mean is 0: 1.</summary>
[FeatureKind("relative_range")]
internal sealed class RelativeRange(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var range = input.TrueRange();
        RollingSum.FillMean(range, 1, period, destination);
        for (var t = WarmUp; t < range.Length; t++)
            destination[t] = destination[t] > 0 ? range[t] / destination[t] : 1;
    }
}
