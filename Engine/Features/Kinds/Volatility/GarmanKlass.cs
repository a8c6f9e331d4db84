using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>
/// Volatility per bar (Garman and Klass, 1980): σ² = mean of ½·ln(H/L)² - (2 ln 2 - 1)·ln(C/O)² over n bars;
/// never negative, since |ln(C/O)| ≤ ln(H/L).
/// </summary>
[FeatureKind("garman_klass")]
internal sealed class GarmanKlass(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24, min: 1);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var open = input.LogOpen();
        var high = input.LogHigh();
        var low = input.LogLow();
        var close = input.LogClose();
        var terms = input.Scratch();
        for (var t = 0; t < terms.Length; t++)
        {
            var range = high[t] - low[t];
            var body = close[t] - open[t];
            terms[t] = 0.5 * range * range - (2 * Math.Log(2) - 1) * body * body;
        }
        RollingSum.FillMean(terms, 0, period, destination);
        for (var t = WarmUp; t < terms.Length; t++)
            destination[t] = Math.Sqrt(destination[t]);
    }
}
