using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Reports;

/// <summary>What a unit's page draws.</summary>
/// <param name="Times">Open times of the bars of the test part, ms UTC, ascending; empty where there was none.</param>
/// <param name="Closes">The closes of those bars.</param>
/// <param name="Regimes">The regime at each close.</param>
/// <param name="Equity">The drawn equity of each candidate, in the order of the report's; null where there is none.</param>
public sealed record UnitDrawings(long[] Times, double[] Closes, MarketRegime[] Regimes, IReadOnlyList<string?> Equity)
{
    /// <summary>What candidates make of their features; those that were not measured have none.</summary>
    public IReadOnlyList<ImportanceReport> Importance { get; init; } = [];
}
