namespace Huracan.Engine.Features.Kinds.CrossCoin;

/// <summary>One-bar log return minus beta (over n bars) times BTC's: the coin's own move.</summary>
[FeatureKind("btc_residual", NeedsBtc = true)]
internal sealed class BtcResidual(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 96, min: 3);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var pairs = BtcBeta.Pairs(input, period);
        var (own, btc) = (input.Returns(), input.RequireBtc().Returns());
        for (var t = WarmUp; t < pairs.Length; t++)
            destination[t] = own[t] - pairs[t].Slope * btc[t];
    }
}
