using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volume;

/// <summary>Volume-weighted mean of the close location value over n bars, -1 to 1. Neutral where nothing was traded: 0.</summary>
[FeatureKind("chaikin_money_flow")]
internal sealed class ChaikinMoneyFlow(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 20);

    public int WarmUp => period - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var candles = input.Candles;
        var flow = input.Scratch();
        var traded = input.Scratch();
        for (var t = 0; t < flow.Length; t++)
            flow[t] = Candle.CloseLocation.Of(candles.High[t], candles.Low[t], candles.Close[t]) * candles.Volume[t];
        RollingSum.Fill(candles.Volume, 0, period, traded);
        RollingSum.Fill(flow, 0, period, destination);
        for (var t = WarmUp; t < traded.Length; t++)
            destination[t] = traded[t] > 0 ? destination[t] / traded[t] : 0;
    }
}
