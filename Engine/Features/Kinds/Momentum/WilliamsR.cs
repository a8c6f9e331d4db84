namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>
/// Williams %R, -100 to 0: how far the close lies below the highest high of n bars, in percent of their range.
/// Neutral where the range is zero: -50.
/// </summary>
[FeatureKind("williams_r")]
internal sealed class WilliamsR(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 14);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var highest = input.Highest(period);
        var lowest = input.Lowest(period);
        for (var t = WarmUp; t < close.Length; t++)
        {
            var range = highest[t] - lowest[t];
            destination[t] = range > 0 ? -100 * ((highest[t] - close[t]) / range) : -50;
        }
    }
}
