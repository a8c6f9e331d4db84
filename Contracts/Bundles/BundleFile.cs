namespace Huracan.Contracts.Bundles;

/// <summary>A file of a bundle.</summary>
/// <param name="Path">Name within the bundle, with <c>/</c> between its parts.</param>
/// <param name="Size">Bytes, 0 or more.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record BundleFile(string Path, long Size, string Sha256);
