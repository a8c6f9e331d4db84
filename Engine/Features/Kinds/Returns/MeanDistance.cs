namespace Huracan.Engine.Features.Kinds.Returns;

/// <summary>ln(C / mean of C over n bars).</summary>
[FeatureKind("mean_distance")]
internal sealed class MeanDistance(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 20);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var mean = input.CloseDeviation(period).Mean;
        for (var t = WarmUp; t < close.Length; t++)
            destination[t] = Math.Log(close[t] / mean[t]);
    }
}
