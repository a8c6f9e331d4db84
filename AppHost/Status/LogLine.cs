using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Huracan.AppHost.Status;

/// <summary>A line a process printed, made readable: the JSON of our own hosts is taken apart, everything else is left as it is.</summary>
internal static class LogLine
{
    private const string Dim = "\e[2m";
    private const string Plain = "\e[0m";

    public static string Render(string line, bool colours)
    {
        if (!line.StartsWith('{'))
            return Harmless(line);
        try
        {
            using var record = JsonDocument.Parse(line);
            return record.RootElement.TryGetProperty("message", out _) && record.RootElement.TryGetProperty("level", out _)
                ? Render(record.RootElement, colours)
                : Harmless(line);
        }
        catch (JsonException)
        {
            return Harmless(line);
        }
    }

    private static string Render(JsonElement record, bool colours)
    {
        var level = Text(record, "level");
        var message = Text(record, "message");
        var text = new StringBuilder();
        text.Append(Clock(Text(record, "time"))).Append(' ').Append(colours ? Colour(level) : "").Append(level.PadRight(5)).Append(colours ? Plain : "").Append(' ').Append(Harmless(message));
        var fields = Fields(record, message);
        if (fields.Length > 0)
            text.Append("  ").Append(colours ? Dim : "").Append(Harmless(fields)).Append(colours ? Plain : "");
        if (record.TryGetProperty("exception", out var exception))
            text.Append('\n').Append(Harmless(exception.ToString()));
        return text.ToString();
    }

    /// <summary>What the message does not say already.</summary>
    private static string Fields(JsonElement record, string message) => record.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Object
        ? string.Join(' ', fields.EnumerateObject()
            .Where(field => field.Value.ValueKind != JsonValueKind.Null && !message.Contains(field.Value.ToString(), StringComparison.Ordinal))
            .Select(field => $"{field.Name}={field.Value}"))
        : "";

    private static string Clock(string time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
            ? parsed.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : time;

    private static string Colour(string level) => level switch
    {
        "critical" or "error" => "\e[31m",
        "warn" => "\e[33m",
        "info" => "\e[32m",
        _ => Dim,
    };

    private static string Text(JsonElement record, string name) => record.TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>Without control characters, which could move the reader's cursor; tabs and line ends stay.</summary>
    private static string Harmless(string text) =>
        text.Any(c => char.IsControl(c) && c is not ('\t' or '\n')) ? string.Concat(text.Where(c => !char.IsControl(c) || c is '\t' or '\n')) : text;
}
