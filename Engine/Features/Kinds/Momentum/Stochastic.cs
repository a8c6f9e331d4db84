using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>
/// Stochastic oscillator %K (Lane), 0 to 100: where the close lies between the lowest low and the highest high of n bars, averaged over
/// <c>smooth</c> bars (3 gives %D). Neutral where the range is zero: 50.
/// </summary>
[FeatureKind("stochastic")]
internal sealed class Stochastic(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 14);
    private readonly int smooth = parameters.Window("smooth", 1, min: 1);

    public int WarmUp => period - 1 + smooth - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var highest = input.Highest(period);
        var lowest = input.Lowest(period);
        var position = input.Scratch();
        for (var t = period - 1; t < close.Length; t++)
        {
            var range = highest[t] - lowest[t];
            position[t] = range > 0 ? 100 * ((close[t] - lowest[t]) / range) : 50;
        }
        RollingSum.FillMean(position, period - 1, smooth, destination);
    }
}
