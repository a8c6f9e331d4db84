namespace Huracan.Engine.Champions;

/// <summary>One whole day of a comparison.</summary>
/// <param name="Champion">What the champion did.</param>
/// <param name="Challenger">What the challenger did on the same bars.</param>
public sealed record ShadowDay(ShadowDaySide Champion, ShadowDaySide Challenger)
{
    /// <summary>
    /// Regime of each bar as known when it opened; null where unknown. Default empty: no regimes are told apart.
    /// </summary>
    public IReadOnlyList<string?> Regimes { get; init; } = [];
}

/// <summary>One model's day.</summary>
/// <param name="NetReturns">Net return of each bar by marked equity, after costs.</param>
/// <param name="KnownLosses">Loss, by the bar at whose close it <b>became known</b>: element j belongs to the forecast that was made
/// <see cref="ShadowPlan.OutcomeBars"/> bars before the day's bar j. NaN where there was no forecast or no outcome.</param>
/// <param name="Trades">Trades closed this day.</param>
public sealed record ShadowDaySide(IReadOnlyList<double> NetReturns, IReadOnlyList<double> KnownLosses, int Trades);
