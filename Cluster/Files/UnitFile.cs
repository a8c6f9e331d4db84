namespace Huracan.Cluster.Files;

/// <summary>A file of a unit that the cluster keeps.</summary>
/// <param name="Path">Path in the run folder, with forward slashes.</param>
/// <param name="Blob">Name of the blob that holds it.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Token">The claim that wrote it.</param>
public sealed record UnitFile(string Path, string Blob, string Sha256, long Size, long Token);
