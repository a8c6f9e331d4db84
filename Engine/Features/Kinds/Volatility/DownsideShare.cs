using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volatility;

/// <summary>
/// Share of the squared one-bar log returns of n bars that came from falls, 0 to 1 (realized semivariance, Barndorff-Nielsen, Kinnebrock
/// and Shephard, 2010). Neutral where nothing moved: 0.5.
/// </summary>
[FeatureKind("downside_share")]
internal sealed class DownsideShare(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 48);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var returns = input.Returns();
        var all = input.Scratch();
        var falls = input.Scratch();
        for (var t = 1; t < all.Length; t++)
        {
            all[t] = returns[t] * returns[t];
            falls[t] = returns[t] < 0 ? all[t] : 0;
        }
        var total = input.Scratch();
        RollingSum.Fill(all, 1, period, total);
        RollingSum.Fill(falls, 1, period, destination);
        for (var t = WarmUp; t < total.Length; t++)
            destination[t] = total[t] > 0 ? destination[t] / total[t] : 0.5;
    }
}
