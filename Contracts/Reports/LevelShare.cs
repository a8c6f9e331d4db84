using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>How often a level came up.</summary>
/// <param name="Level">The level.</param>
/// <param name="Bars">Bars at it.</param>
/// <param name="Share">Share of all bars, 0 to 1.</param>
public sealed record LevelShare(ConsensusLevel Level, int Bars, double Share);
