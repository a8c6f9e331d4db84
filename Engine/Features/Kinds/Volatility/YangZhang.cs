using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>
/// Volatility per bar (Yang and Zhang, 2000), blind to drift and gaps: σ² = σ_o² + k·σ_c² + (1 - k)·σ_rs² over n bars with the sample
/// variances of ln(O/C₋₁) and ln(C/O), the mean of Rogers and Satchell's terms, and k = 0.34 / (1.34 + (n + 1)/(n - 1)).
/// </summary>
[FeatureKind("yang_zhang")]
internal sealed class YangZhang(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var open = input.LogOpen();
        var close = input.LogClose();
        var gaps = input.Scratch();
        var bodies = input.Scratch();
        for (var t = 1; t < gaps.Length; t++)
        {
            gaps[t] = open[t] - close[t - 1];
            bodies[t] = close[t] - open[t];
        }
        var gap = Deviation.Of(input, gaps, 1, period).Std;
        var body = Deviation.Of(input, bodies, 1, period).Std;
        RollingSum.FillMean(RogersSatchell.Terms(input), 1, period, destination);
        var k = 0.34 / (1.34 + (period + 1.0) / (period - 1.0));
        for (var t = WarmUp; t < gaps.Length; t++)
            destination[t] = Math.Sqrt(gap[t] * gap[t] + k * body[t] * body[t] + (1 - k) * destination[t]);
    }
}
