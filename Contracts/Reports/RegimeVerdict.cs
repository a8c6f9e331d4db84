using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>Whether a model may trade in a regime, by the trades that it made out of its training data without such a gate.</summary>
/// <param name="Regime">The regime.</param>
/// <param name="Enabled">Whether it may.</param>
/// <param name="NetEdgeBps">Mean net result of its trades in this regime over the entry notional, basis points; NaN without
/// trades.</param>
/// <param name="StandardError">Of that mean, days as clusters (F16), basis points; NaN with trades on fewer than two days.</param>
/// <param name="Trades">Number of these trades.</param>
/// <param name="Days">Number of days with one.</param>
/// <param name="Reason">Why, in words, with the figures.</param>
public sealed record RegimeVerdict(
    MarketRegime Regime, bool Enabled, double NetEdgeBps, double StandardError, int Trades, int Days, string Reason);
