using System.Text.Json;

namespace Huracan.Publishing.Dropbox;

/// <summary>What Dropbox says of a file.</summary>
/// <param name="Path">Its path in lower case: Dropbox does not tell cases apart.</param>
/// <param name="Rev">Name of its content's revision.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentHash">Its <see cref="DropboxContentHash"/>.</param>
internal sealed record DropboxFile(string Path, string Rev, long Size, string ContentHash)
{
    /// <summary>Reads <c>FileMetadata</c>.</summary>
    public static DropboxFile Read(JsonElement metadata) => new(
        Text(metadata, "path_lower"), Text(metadata, "rev"), metadata.GetProperty("size").GetInt64(), Text(metadata, "content_hash"));

    private static string Text(JsonElement metadata, string name) =>
        metadata.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");
}
