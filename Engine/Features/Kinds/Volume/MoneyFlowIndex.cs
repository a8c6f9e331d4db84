using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features.Kinds.Volume;

/// <summary>
/// Money flow index, 0 to 100: share of n bars' turnover (typical price × volume) that fell on rising typical prices; bars without
/// change count on neither side. Neutral where there was no flow: 50.
/// </summary>
[FeatureKind("mfi")]
internal sealed class MoneyFlowIndex(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 14);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var volume = input.Candles.Volume;
        var typical = input.TypicalPrice();
        var inflow = input.Scratch();
        var outflow = input.Scratch();
        var outflows = input.Scratch();
        for (var t = 1; t < typical.Length; t++)
        {
            var flow = typical[t] * volume[t];
            inflow[t] = typical[t] > typical[t - 1] ? flow : 0;
            outflow[t] = typical[t] < typical[t - 1] ? flow : 0;
        }
        RollingSum.Fill(outflow, 1, period, outflows);
        RollingSum.Fill(inflow, 1, period, destination);
        for (var t = WarmUp; t < typical.Length; t++)
        {
            var total = destination[t] + outflows[t];
            destination[t] = total > 0 ? 100 * (destination[t] / total) : 50;
        }
    }
}
