using Huracan.Engine.Market;

namespace Huracan.Engine.Leakage.Intervals;

/// <summary>Checks that a backtest trades after its signals, at prices there were.</summary>
public static class FillCheck
{
    private const double Rounding = 1e-9;

    /// <summary>Every fill lies in a bar after the signal's, and its price between that bar's low and high.</summary>
    /// <param name="fills">The fills.</param>
    /// <param name="candles">The candles that were traded.</param>
    public static LeakCheckResult Run(IReadOnlyList<SignalFill> fills, CandleSeries candles)
    {
        foreach (var fill in fills)
        {
            if (fill.Bar <= fill.SignalBar)
                return Found(fill, fill.Bar - fill.SignalBar, "bars from the signal to its fill; it must be 1 or more");
            var beyond = Math.Max(fill.Price / candles.High[fill.Bar], candles.Low[fill.Bar] / fill.Price) - 1;
            if (beyond > Rounding)
                return Found(fill, beyond, "relative distance of the price from the range of the bar that fills it; it must be 0");
        }
        return new LeakCheckResult(LeakCheckKind.Fills, fills.Count, []);

        LeakCheckResult Found(SignalFill fill, double measured, string rule) =>
            new(LeakCheckKind.Fills, fills.Count, [new LeakFinding(LeakCheckKind.Fills, "fill", fill.Bar, measured, rule)]);
    }
}
