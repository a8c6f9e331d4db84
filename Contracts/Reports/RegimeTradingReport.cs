using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>What trading brought in one regime; a trade counts for the regime at the close that gave its signal.</summary>
/// <param name="Regime">The regime.</param>
/// <param name="Bars">Bars in it.</param>
/// <param name="Trades">Trades decided on in it.</param>
/// <param name="NetEdgeBps">Mean net result over the entry notional, basis points; NaN without trades.</param>
/// <param name="StandardError">Of that mean, with days as clusters, basis points; NaN with fewer than two days.</param>
public sealed record RegimeTradingReport(MarketRegime Regime, int Bars, int Trades, double NetEdgeBps, double StandardError);
