using System.Security.Cryptography;

namespace Huracan.Tests.Dropbox;

/// <summary>A file of the local Dropbox.</summary>
internal sealed record StoredFile(string Path, string Rev, byte[] Content)
{
    /// <summary><c>FileMetadata</c>.</summary>
    public Dictionary<string, object> Metadata() => new()
    {
        [".tag"] = "file",
        ["name"] = Path.Split('/')[^1],
        ["path_lower"] = Path.ToLowerInvariant(),
        ["path_display"] = Path,
        ["rev"] = Rev,
        ["size"] = Content.Length,
        ["content_hash"] = Convert.ToHexStringLower(SHA256.HashData(
            Content.Chunk(4 * 1024 * 1024).SelectMany(block => SHA256.HashData(block)).ToArray())),
    };
}
