namespace Huracan.Engine.Champions;

/// <summary>What one model did over the bars of a comparison.</summary>
/// <param name="Losses">Log loss of the forecast made at each bar's close; NaN where the outcome is not known yet.</param>
/// <param name="NetReturns">Net return of each bar by marked equity, after costs.</param>
/// <param name="ClosedTrades">Trades closed in each bar.</param>
public sealed record ShadowSeries(IReadOnlyList<double> Losses, IReadOnlyList<double> NetReturns, IReadOnlyList<int> ClosedTrades)
{
    /// <summary>
    /// Cash, the first champion of a unit: no return, no trades, and the losses of one who always forecasts the classes' frequencies.
    /// </summary>
    /// <param name="outcomes">Class that came true after each bar; −1 where it is not known yet.</param>
    /// <param name="frequencies">Probability of each class, above 0, known before the first bar: of the training part, say.</param>
    public static ShadowSeries Cash(IReadOnlyList<int> outcomes, IReadOnlyList<double> frequencies)
    {
        foreach (var frequency in frequencies)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frequency, nameof(frequencies));
        return new ShadowSeries(
            [.. outcomes.Select(outcome => outcome < 0 ? double.NaN : -Math.Log(frequencies[outcome]))],
            new double[outcomes.Count], new int[outcomes.Count]);
    }
}
