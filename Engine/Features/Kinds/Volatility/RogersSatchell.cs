using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>
/// Volatility per bar (Rogers and Satchell, 1991), blind to drift: σ² = mean of ln(H/O)·ln(H/C) + ln(L/O)·ln(L/C) over n bars.
/// </summary>
[FeatureKind("rogers_satchell")]
internal sealed class RogersSatchell(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24, min: 1);

    public int WarmUp => period - 1;

    /// <summary>The term of each bar, 0 or more.</summary>
    internal static ReadOnlySpan<double> Terms(FeatureInput input) => input.SharedColumn("rogers_satchell", 0, static (input, _, terms) =>
    {
        var open = input.LogOpen();
        var high = input.LogHigh();
        var low = input.LogLow();
        var close = input.LogClose();
        for (var t = 0; t < terms.Length; t++)
            terms[t] = Math.Max(0, (high[t] - open[t]) * (high[t] - close[t]) + (low[t] - open[t]) * (low[t] - close[t]));
    });

    public void Compute(FeatureInput input, Span<double> destination)
    {
        RollingSum.FillMean(Terms(input), 0, period, destination);
        for (var t = WarmUp; t < destination.Length; t++)
            destination[t] = Math.Sqrt(destination[t]);
    }
}
