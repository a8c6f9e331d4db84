using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>Volatility per bar (Rogers and Satchell, 1991), blind to drift: σ² = mean of ln(H/O)·ln(H/C) + ln(L/O)·ln(L/C) over n bars.</summary>
[FeatureKind("rogers_satchell")]
internal sealed class RogersSatchell(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24, min: 1);

    public int WarmUp => period - 1;

    /// <summary>The term of each bar, 0 or more.</summary>
    internal static ReadOnlySpan<double> Terms(FeatureInput input) => input.SharedColumn("rogers_satchell", 0, static (input, _, terms) =>
    {
        var candles = input.Candles;
        for (var t = 0; t < terms.Length; t++)
        {
            var (open, high, low, close) = (candles.Open[t], candles.High[t], candles.Low[t], candles.Close[t]);
            terms[t] = Math.Log(high / open) * Math.Log(high / close) + Math.Log(low / open) * Math.Log(low / close);
        }
    });

    public void Compute(FeatureInput input, Span<double> destination)
    {
        RollingSum.FillMean(Terms(input), 0, period, destination);
        for (var t = WarmUp; t < destination.Length; t++)
            destination[t] = Math.Sqrt(destination[t]);
    }
}
