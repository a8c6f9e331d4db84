using Huracan.Contracts.Reports;

namespace Huracan.Contracts.Grains;

/// <summary>What a factory's run is made by, beside its run's options.</summary>
/// <param name="Settings">The factory's complete options as YAML.</param>
/// <param name="Coins">The coins of the universe.</param>
/// <param name="Excluded">The coins that were left out, and why.</param>
public sealed record FactoryPlan(string Settings, IReadOnlyList<JudgedCoin> Coins, IReadOnlyList<JudgedCoin> Excluded);
