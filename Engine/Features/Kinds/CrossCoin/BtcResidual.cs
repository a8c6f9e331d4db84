namespace Huracan.Engine.Features.Kinds.CrossCoin;

/// <summary>One-bar log return minus beta (over n bars) times BTC's: the coin's own move.</summary>
[FeatureKind("btc_residual", NeedsBtc = true)]
internal sealed class BtcResidual(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96, min: 3);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var betas = BtcBeta.Column(input, period);
        var own = input.Returns();
        var btc = input.RequireBtc().Returns();
        for (var t = WarmUp; t < own.Length; t++)
            destination[t] = own[t] - betas[t] * btc[t];
    }
}
