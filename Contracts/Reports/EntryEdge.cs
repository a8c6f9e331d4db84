using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>The edge of one way to enter.</summary>
/// <param name="Orders">Entries tried: trades and orders that were never filled.</param>
/// <param name="Total">All trades.</param>
/// <param name="Regimes">The trades of each regime that has any, by the regime at the close that gave the signal.</param>
public sealed record EntryEdge(int Orders, EdgeFigures Total, IReadOnlyDictionary<MarketRegime, EdgeFigures> Regimes)
{
    /// <summary>Share of the orders that were filled; NaN without orders.</summary>
    public double FillShare => Orders == 0 ? double.NaN : (double)Total.Trades / Orders;
}
