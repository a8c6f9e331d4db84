namespace Huracan.Contracts.Http.Runs;

/// <summary>The equity of a unit's backtest as columns, for charts.</summary>
/// <param name="Time">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Equity">Equity at that time, quote currency.</param>
/// <param name="Drawdown">Share of the highest equity so far that is lost, 0 or less.</param>
/// <param name="Exposure">Money that is in the market, quote currency, with the sign of its side.</param>
public sealed record EquityView(
    IReadOnlyList<long> Time, IReadOnlyList<double> Equity, IReadOnlyList<double> Drawdown, IReadOnlyList<double> Exposure);
