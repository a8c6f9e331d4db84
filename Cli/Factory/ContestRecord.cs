using Huracan.Contracts.Bundles;
using Huracan.Contracts.Reports;

namespace Huracan.Cli.Factory;

/// <summary>The contest of a unit, in its run's folder: written before it begins and when it has ended.</summary>
/// <param name="Before">Its champions before it began.</param>
/// <param name="Outcomes">How it ended; null while it lasts.</param>
internal sealed record ContestRecord(IReadOnlyList<ChampionPointer> Before, IReadOnlyList<FactoryUnit>? Outcomes);
