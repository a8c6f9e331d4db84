namespace Huracan.Engine.Features.Kinds.Statistics;

/// <summary>(ln C - mean of ln C) / its sample deviation over n bars. Neutral where the deviation is 0: 0.</summary>
[FeatureKind("price_zscore")]
internal sealed class PriceScore(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 48);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var logs = input.LogClose();
        var (mean, std) = Deviation.Of(input, logs, 0, period);
        for (var t = WarmUp; t < logs.Length; t++)
            destination[t] = std[t] > 0 ? (logs[t] - mean[t]) / std[t] : 0;
    }
}
