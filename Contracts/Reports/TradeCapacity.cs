namespace Huracan.Contracts.Reports;

/// <summary>How much one trade can carry before its own impact eats the edge (F12), quote currency; 0 where there is no edge.</summary>
/// <param name="BreakEven">Notional whose impact costs the whole edge. Infinite where the run knows no impact.</param>
/// <param name="Best">Notional that earns most, 4/9 of it. Infinite likewise.</param>
/// <param name="Participation">Most that may be taken of the trading of a bar.</param>
/// <param name="Notional">The smaller of the last two: what a trade may be.</param>
public sealed record TradeCapacity(double BreakEven, double Best, double Participation, double Notional);
