namespace Huracan.Contracts.Bundles;

/// <summary>The seeds a model was made with.</summary>
/// <param name="Run">Seed of the run.</param>
/// <param name="Model">Seed of the training, derived from it.</param>
public sealed record BundleSeeds(ulong Run, ulong Model);
