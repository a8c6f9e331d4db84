namespace Huracan.Contracts.Http.Runs;

/// <summary>A file that a unit's work left.</summary>
/// <param name="Path">Path in the run, with forward slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
/// <param name="ContentType">Media type.</param>
public sealed record FileView(string Path, long Size, string Sha256, string ContentType);
