namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>
/// CCI (Lambert): (P - mean of P) / (0.015 · mean |P - mean of P|) over n bars, P the typical price. Neutral where P did not move: 0.
/// </summary>
[FeatureKind("cci")]
internal sealed class CommodityChannelIndex(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 20);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var typical = input.TypicalPrice();
        for (var t = WarmUp; t < typical.Length; t++)
        {
            // The mean deviation has no running form; around the window's first price, equal prices give exactly 0.
            var window = typical.Slice(t - WarmUp, period);
            double pivot = window[0], sum = 0, absolute = 0;
            foreach (var price in window)
                sum += price - pivot;
            var mean = sum / period;
            foreach (var price in window)
                absolute += Math.Abs(price - pivot - mean);
            destination[t] = absolute > 0 ? (typical[t] - pivot - mean) / (0.015 * absolute / period) : 0;
        }
    }
}
