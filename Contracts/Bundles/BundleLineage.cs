namespace Huracan.Contracts.Bundles;

/// <summary>Where a bundle comes from.</summary>
/// <param name="RunId">The run that made the model.</param>
/// <param name="Previous">Version of the champion before it; null for the first.</param>
public sealed record BundleLineage(string RunId, string? Previous);
