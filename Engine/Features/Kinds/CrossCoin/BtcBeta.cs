using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.CrossCoin;

/// <summary>Slope of the regression of the unit's one-bar log returns on BTC's over n bars. Neutral where BTC did not move: 0.</summary>
[FeatureKind("btc_beta", NeedsBtc = true)]
internal sealed class BtcBeta(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96, min: 3);

    public int WarmUp => period;

    /// <summary>Second moments of BTC's returns (x) and the unit's (y).</summary>
    internal static RollingCovariance.Pair[] Pairs(FeatureInput input, int period) => input.Shared("btc_pairs", period, static (input, period) =>
        RollingCovariance.Of(input.RequireBtc().Returns(), input.Returns(), 1, period));

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var pairs = Pairs(input, period);
        for (var t = WarmUp; t < pairs.Length; t++)
            destination[t] = pairs[t].Slope;
    }
}
