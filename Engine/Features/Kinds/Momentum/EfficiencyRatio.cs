using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Momentum;

/// <summary>
/// Kaufman's efficiency ratio with sign, -1 to 1: log return of n bars over the sum of the n one-bar |log returns|.
/// Neutral where nothing moved: 0.
/// </summary>
[FeatureKind("efficiency_ratio")]
internal sealed class EfficiencyRatio(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var logs = input.LogClose();
        var returns = input.Returns();
        var path = input.Scratch();
        for (var t = 1; t < path.Length; t++)
            path[t] = Math.Abs(returns[t]);
        RollingSum.Fill(path, 1, period, destination);
        for (var t = WarmUp; t < path.Length; t++)
            destination[t] = destination[t] > 0 ? (logs[t] - logs[t - period]) / destination[t] : 0;
    }
}
