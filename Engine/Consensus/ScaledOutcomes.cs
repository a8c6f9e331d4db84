using Huracan.Engine.Labels;
using Huracan.Engine.Market;

namespace Huracan.Engine.Consensus;

/// <summary>What became of a vote, in volatilities: calm and wild months count alike.</summary>
public static class ScaledOutcomes
{
    private const int Span = 100;

    private const double Largest = 4; // one crash is not to say who is right

    /// <summary>
    /// Return of each bar's label over √horizon times the volatility of one bar known at its close (exponentially weighted, span 100), cut
    /// at ±4; NaN without a label or a volatility.
    /// </summary>
    public static double[] Of(CandleSeries candles, LabelSet labels)
    {
        var returns = new double[candles.Count];
        if (returns.Length > 0)
            returns[0] = double.NaN;
        for (var i = 1; i < returns.Length; i++)
            returns[i] = Math.Log(candles.Close[i] / candles.Close[i - 1]);
        var volatility = EwmStd.Of(returns, Span, minimum: Span);
        var root = Math.Sqrt(labels.Horizon);
        var outcomes = new double[returns.Length];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = labels.Has(i) && volatility[i] > 0
                ? Math.Clamp(labels.Returns[i] / (volatility[i] * root), -Largest, Largest)
                : double.NaN;
        }
        return outcomes;
    }
}
