using Huracan.Contracts.Reports;

namespace Huracan.Engine.Quality.Edges;

/// <summary>
/// How much a trade can carry by the square-root law (F12). A round trip of notional Q costs (4/3)·Y·σ_D·√(Q/V_D) of it, so an edge e
/// before impact is used up at Q_max = V_D·(3e/(4·Y·σ_D))², and Q·(e − cost) is greatest at Q* = (4/9)·Q_max.
/// </summary>
public static class Capacity
{
    /// <summary>
    /// Share of the quote volume of a bar that one trade takes at most. Our choice; it matters where impact is thought small.
    /// </summary>
    public const double Participation = 0.05;

    /// <summary>The capacity of trades with an edge.</summary>
    /// <param name="edgeBps">Mean net result before impact, basis points; below 0 there is no capacity.</param>
    /// <param name="impactY">Y of the law; 0 sets no limit by impact.</param>
    /// <param name="volatilityPerRoot">Mean over the trades of σ_D/√V_D, so that trades in unlike markets count each for itself.</param>
    /// <param name="barVolume">Mean quote volume of a bar.</param>
    public static TradeCapacity Of(double edgeBps, double impactY, double volatilityPerRoot, double barVolume)
    {
        if (!(edgeBps > 0))
            return new TradeCapacity(0, 0, Participation * barVolume, 0);
        var root = impactY > 0 ? 3 * edgeBps / 1e4 / (4 * impactY * volatilityPerRoot) : double.PositiveInfinity;
        var (breakEven, most) = (root * root, Participation * barVolume);
        var best = 4.0 / 9 * breakEven;
        return new TradeCapacity(breakEven, best, most, Math.Min(best, most));
    }
}
