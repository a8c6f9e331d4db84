namespace Huracan.Engine.Features.Kinds.Volume;

/// <summary>(V - mean of V) / sample deviation of V over n bars. Neutral where the deviation is 0: 0.</summary>
[FeatureKind("volume_zscore")]
internal sealed class VolumeScore(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var volume = input.Candles.Volume;
        var (mean, std) = input.VolumeDeviation(period);
        Ratio.Fill(volume, mean, std, destination);
    }
}
