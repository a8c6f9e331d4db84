using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>Volatility per bar from the range (Parkinson, 1980): σ² = mean of ln(H/L)² / (4 ln 2) over n bars.</summary>
[FeatureKind("parkinson")]
internal sealed class Parkinson(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24, min: 1);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var high = input.LogHigh();
        var low = input.LogLow();
        var terms = input.Scratch();
        for (var t = 0; t < terms.Length; t++)
        {
            var range = high[t] - low[t];
            terms[t] = range * range / (4 * Math.Log(2));
        }
        RollingSum.FillMean(terms, 0, period, destination);
        for (var t = WarmUp; t < terms.Length; t++)
            destination[t] = Math.Sqrt(destination[t]);
    }
}
