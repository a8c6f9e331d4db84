using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volume;

/// <summary>
/// Amihud's illiquidity (2002), mean of |log return| / turnover (C·V) over n bars, against its own mean over <c>baseline</c> bars, so that
/// it has no unit: above 1 when a given turnover moves the price more than usual. A bar without turnover counts 0. Neutral where all do: 1.
/// </summary>
[FeatureKind("amihud")]
internal sealed class Amihud(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24);
    private readonly int baseline = parameters.Window("baseline", 96);

    public int WarmUp => Math.Max(period, baseline);

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var volume = input.Candles.Volume;
        var returns = input.Returns();
        var impact = input.Scratch();
        for (var t = 1; t < impact.Length; t++)
            impact[t] = volume[t] > 0 ? Math.Abs(returns[t]) / (close[t] * volume[t]) : 0;
        var usual = input.Scratch();
        RollingSum.FillMean(impact, 1, baseline, usual);
        RollingSum.FillMean(impact, 1, period, destination);
        for (var t = WarmUp; t < usual.Length; t++)
            destination[t] = usual[t] > 0 ? destination[t] / usual[t] : 1;
    }
}
