using Huracan.Engine.Backtest;

namespace Huracan.Engine.Quality.Metrics;

/// <summary>Per-bar net returns of marked equity.</summary>
public static class BarReturns
{
    /// <summary>
    /// Equity of each bar over the bar before (the first over the initial capital), less 1; 0 from the bar after bankruptcy on.
    /// </summary>
    public static double[] Of(BacktestResult result) => Of(result.Equity, result.InitialCapital);

    /// <summary>The same from bare numbers.</summary>
    /// <param name="equity">Equity at each bar's close.</param>
    /// <param name="capital">Equity before the first bar, positive.</param>
    public static double[] Of(ReadOnlySpan<double> equity, double capital)
    {
        var returns = new double[equity.Length];
        var before = capital;
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = before > 0 ? equity[i] / before - 1 : 0;
            before = equity[i];
        }
        return returns;
    }
}
