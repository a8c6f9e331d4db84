using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volume;

/// <summary>ln(C / VWAP), VWAP the volume-weighted mean of the typical price of n bars. Neutral where nothing was traded: 0.</summary>
[FeatureKind("vwap_distance")]
internal sealed class VwapDistance(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 48, min: 1);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var close = input.Candles.Close;
        var volume = input.Candles.Volume;
        var typical = input.TypicalPrice();
        var turnover = input.Scratch();
        var traded = input.Scratch();
        for (var t = 0; t < turnover.Length; t++)
            turnover[t] = typical[t] * volume[t];
        RollingSum.Fill(volume, 0, period, traded);
        RollingSum.Fill(turnover, 0, period, destination);
        for (var t = WarmUp; t < traded.Length; t++)
            destination[t] = traded[t] > 0 ? Math.Log(close[t] * traded[t] / destination[t]) : 0;
    }
}
