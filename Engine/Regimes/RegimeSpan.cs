using Huracan.Contracts.Trading;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Regimes;

/// <summary>Consecutive bars of one regime, with another one, or nothing, on either side.</summary>
/// <param name="Regime">The regime.</param>
/// <param name="Bars">The bars.</param>
public readonly record struct RegimeSpan(MarketRegime Regime, BarRange Bars);
