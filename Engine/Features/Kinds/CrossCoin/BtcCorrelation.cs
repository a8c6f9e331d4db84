using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.CrossCoin;

/// <summary>Correlation of the unit's one-bar log returns with BTC's over n bars. Neutral where either did not move: 0.</summary>
[FeatureKind("btc_correlation", NeedsBtc = true)]
internal sealed class BtcCorrelation(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96, min: 3);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination) =>
        RollingCovariance.FillCorrelation(input.RequireBtc().Returns(), input.Returns(), 1, period, destination);
}
