namespace Huracan.Engine.Features.Kinds.Returns;

/// <summary>C_t / C_(t-n) - 1.</summary>
[FeatureKind("rate_of_change")]
internal sealed class RateOfChange(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 12, min: 1);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        for (var t = period; t < close.Length; t++)
            destination[t] = close[t] / close[t - period] - 1;
    }
}
