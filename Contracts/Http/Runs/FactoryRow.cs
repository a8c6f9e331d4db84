using Huracan.Contracts.Reports;

namespace Huracan.Contracts.Http.Runs;

/// <summary>A report of the factory in the list of them.</summary>
/// <param name="RunId">The run that trained.</param>
/// <param name="Created">When it was asked for, UTC.</param>
/// <param name="Finished">When its last unit had contended, UTC.</param>
/// <param name="Source">Where the candles came from.</param>
/// <param name="Coins">Coins of the universe.</param>
/// <param name="Excluded">Coins that were left out.</param>
/// <param name="Counts">How many units ended how: by what <see cref="FactoryUnit.Outcome"/> says.</param>
public sealed record FactoryRow(
    string RunId, DateTimeOffset Created, DateTimeOffset? Finished, string Source, int Coins, int Excluded,
    IReadOnlyDictionary<string, int> Counts);
