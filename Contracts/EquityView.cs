namespace Huracan.Contracts;

/// <summary>The equity of a unit's backtest as columns, for charts.</summary>
/// <param name="Time">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Equity">Equity at that time, quote currency.</param>
/// <param name="Drawdown">Share of the highest equity so far that is lost, 0 or less.</param>
/// <param name="Exposure">Share of the equity that is in the market, with its sign.</param>
public sealed record EquityView(IReadOnlyList<long> Time, IReadOnlyList<double> Equity, IReadOnlyList<double> Drawdown, IReadOnlyList<double> Exposure);
