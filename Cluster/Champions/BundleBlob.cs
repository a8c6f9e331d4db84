namespace Huracan.Cluster.Champions;

/// <summary>A file of a bundle that the cluster keeps.</summary>
/// <param name="Path">Path in the bundle, with forward slashes.</param>
/// <param name="Blob">Name of the blob that holds it.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
/// <param name="Size">Bytes.</param>
public sealed record BundleBlob(string Path, string Blob, string Sha256, long Size);
