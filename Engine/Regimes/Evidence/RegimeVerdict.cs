using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary>Whether a family may trade in a regime, and why.</summary>
/// <param name="Regime">The regime.</param>
/// <param name="Enabled">Whether it may.</param>
/// <param name="Net">What its trades in this regime brought.</param>
/// <param name="Reason">Why, in words, with the figures.</param>
public sealed record RegimeVerdict(MarketRegime Regime, bool Enabled, ClusteredMean Net, string Reason);
