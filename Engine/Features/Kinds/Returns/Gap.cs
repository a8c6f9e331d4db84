namespace Huracan.Engine.Features.Kinds.Returns;

/// <summary>ln(O_t / C_(t-1)): what happened between two candles.</summary>
[FeatureKind("gap")]
internal sealed class Gap : IFeature
{
    public int WarmUp => 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var open = input.LogOpen();
        var close = input.LogClose();
        for (var t = 1; t < close.Length; t++)
            destination[t] = open[t] - close[t - 1];
    }
}
