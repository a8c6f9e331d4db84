namespace Huracan.Engine.Features.Kinds.CrossCoin;

/// <summary>Log return of n bars minus BTC's.</summary>
[FeatureKind("btc_relative_strength", NeedsBtc = true)]
internal sealed class BtcRelativeStrength(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 24, min: 1);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var own = input.LogClose();
        var btc = input.RequireBtc().LogClose();
        for (var t = period; t < own.Length; t++)
            destination[t] = own[t] - own[t - period] - (btc[t] - btc[t - period]);
    }
}
