using Huracan.Contracts.Trading;

namespace Huracan.Hamilton.Champions;

/// <summary>The regime of a champion's market.</summary>
/// <param name="Regime">The regime.</param>
/// <param name="At">Close of the bar that it is of, UTC.</param>
/// <param name="Since">Close of the first bar in a row of those seen that is of the same regime, UTC.</param>
internal sealed record SeenRegime(MarketRegime Regime, DateTimeOffset At, DateTimeOffset Since);
