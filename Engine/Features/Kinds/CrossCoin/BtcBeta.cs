using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.CrossCoin;

/// <summary>Slope of the regression of the unit's one-bar log returns on BTC's over n bars. Neutral where BTC did not move: 0.</summary>
[FeatureKind("btc_beta", NeedsBtc = true)]
internal sealed class BtcBeta(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96, min: 3);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination) => Column(input, period).CopyTo(destination);

    /// <summary>The column, shared with what is made of it.</summary>
    internal static ReadOnlySpan<double> Column(FeatureInput input, int period) =>
        input.SharedColumn("btc_beta", period, static (input, period, betas) =>
        RollingCovariance.FillSlope(input.RequireBtc().Returns(), input.Returns(), 1, period, betas));
}
