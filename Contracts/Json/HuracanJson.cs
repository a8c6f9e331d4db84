using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Huracan.Contracts.Json;

/// <summary>
/// How the project writes JSON: snake_case keys, indented, LF, enums in upper snake case (<c>NO_TRADE</c>), NaN as null, units and
/// timeframes as text. Output is not escaped for HTML: whoever embeds it in a page does that.
/// </summary>
public static class HuracanJson
{
    /// <summary>The options, read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create(indented: true);

    /// <summary>The same on one line: for messages between processes, one per line.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false);

    /// <summary>A value as UTF-8 text that ends in a line feed.</summary>
    public static byte[] Serialize<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Options), (byte)'\n'];

    /// <summary>Whether two values are written alike: records that hold lists are not equal by themselves where their lists are.</summary>
    public static bool AreSame<T>(T one, T other) => Serialize(one).AsSpan().SequenceEqual(Serialize(other));

    /// <summary>Reads UTF-8 text.</summary>
    /// <param name="content">The text.</param>
    /// <param name="origin">File name for messages.</param>
    /// <exception cref="InputRefusedException">It is no JSON of this kind; the message names origin, line and key.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> content, string origin)
        where T : class
    {
        if (content.StartsWith("\uFEFF"u8))
            content = content[3..];
        T? value;
        try
        {
            value = JsonSerializer.Deserialize<T>(content, Options);
        }
        catch (JsonException exception)
        {
            var key = exception.Path is { Length: > 2 } path ? $", key '{path[2..]}'" : "";
            throw new InputRefusedException($"{origin}, line {exception.LineNumber + 1}{key}: {Reason(exception)}", exception);
        }
        return value ?? throw new InputRefusedException($"{origin}: the content is null.");
    }

    // The serializer repeats path and position in its message, which are said before, and names types nobody outside knows.
    private static string Reason(JsonException exception)
    {
        if (exception.InnerException is JsonException)
            return "this is no JSON, or it was cut short.";
        var text = exception.Message;
        foreach (var mark in new[] { " Path: ", " LineNumber: " })
        {
            if (text.IndexOf(mark, StringComparison.Ordinal) is > 0 and var end)
                text = text[..end];
        }
        const string missing = "was missing required properties including: ";
        return text.IndexOf(missing, StringComparison.Ordinal) is > 0 and var list
            ? $"keys are missing: {text[(list + missing.Length)..]}"
            : text.TrimEnd('|', ' ');
    }

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false),
                new DoubleJsonConverter(),
                new FloatJsonConverter(),
                new TimeframeJsonConverter(),
                new UnitIdJsonConverter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
