using System.Text.Json;

namespace Huracan.Publishing.Dropbox;

/// <summary>Dropbox understood a request and cannot do it (status 409): a path is not there, or something is in its way.</summary>
/// <param name="route">What was asked.</param>
/// <param name="summary">Its <c>error_summary</c>, such as <c>path/not_found/..</c>.</param>
/// <param name="error">Its <c>error</c>.</param>
internal sealed class DropboxRefusalException(string route, string summary, JsonElement error)
    : DropboxException($"Dropbox refuses {route}: {summary}")
{
    /// <summary>Whether there is nothing at the path that was asked for.</summary>
    public bool IsNotFound => summary.StartsWith("path/not_found", StringComparison.Ordinal);

    /// <summary>Whether the path was written by another one meanwhile.</summary>
    public bool IsConflict => summary.StartsWith("path/conflict", StringComparison.Ordinal);

    /// <summary>How much of an upload session Dropbox has, where it says that it was continued at another place; null elsewhere.</summary>
    public long? CorrectOffset => Offset(error, depth: 0);

    // append_v2 has it at the top, finish below "lookup_failed".
    private static long? Offset(JsonElement element, int depth)
    {
        if (element.ValueKind != JsonValueKind.Object || depth > 1)
            return null;
        if (element.TryGetProperty("correct_offset", out var offset) && offset.TryGetInt64(out var number))
            return number;
        return element.TryGetProperty("lookup_failed", out var inner) ? Offset(inner, depth + 1) : null;
    }
}
