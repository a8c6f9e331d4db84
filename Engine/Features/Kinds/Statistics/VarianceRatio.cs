namespace Huracan.Engine.Features.Kinds.Statistics;

/// <summary>
/// Variance ratio (Lo and MacKinlay, 1988): sample variance of overlapping q-bar log returns over q times that of one-bar returns, both
/// over n bars. Above 1 the market trends, below it reverts. Neutral where nothing moved: 1.
/// </summary>
[FeatureKind("variance_ratio")]
internal sealed class VarianceRatio(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96);
    private readonly int q = parameters.Window("q", 4);

    public int WarmUp => period + q - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var logs = input.LogClose();
        var moves = input.Scratch();
        for (var t = q; t < moves.Length; t++)
            moves[t] = logs[t] - logs[t - q];
        var wide = Deviation.Of(input, moves, q, period).Std;
        var narrow = input.ReturnDeviation(period).Std;
        for (var t = WarmUp; t < moves.Length; t++)
            destination[t] = narrow[t] > 0 ? wide[t] * wide[t] / (q * narrow[t] * narrow[t]) : 1;
    }
}
