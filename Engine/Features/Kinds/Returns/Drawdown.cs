namespace Huracan.Engine.Features.Kinds.Returns;

/// <summary>ln(C / highest high of n bars): 0 at the top, negative below it.</summary>
[FeatureKind("drawdown")]
internal sealed class Drawdown(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var highest = input.Highest(period);
        for (var t = WarmUp; t < close.Length; t++)
            destination[t] = Math.Log(close[t] / highest[t]);
    }
}
