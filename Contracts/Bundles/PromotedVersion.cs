namespace Huracan.Contracts.Bundles;

/// <summary>A version that became champion.</summary>
/// <param name="Version">The version.</param>
/// <param name="ManifestSha256">SHA-256 of its manifest, 64 lower-case hexadecimal digits.</param>
public sealed record PromotedVersion(string Version, string ManifestSha256);
