namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>
/// Standard deviation of the realized volatility (of <c>period</c> bars) over <c>window</c> bars, divided by its mean there.
/// Neutral where the mean is 0: 0.
/// </summary>
[FeatureKind("volatility_of_volatility")]
internal sealed class VolatilityOfVolatility(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 12);
    private readonly int window = parameters.Window("window", 48);

    public int WarmUp => period + window - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var (mean, std) = Deviation.Of(input, input.ReturnDeviation(period).Std, period, window);
        for (var t = WarmUp; t < destination.Length; t++)
            destination[t] = mean[t] > 0 ? std[t] / mean[t] : 0;
    }
}
