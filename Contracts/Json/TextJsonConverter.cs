using System.Text.Json;
using System.Text.Json.Serialization;

namespace Huracan.Contracts.Json;

/// <summary>A value that JSON holds as text, also as the key of a dictionary.</summary>
internal abstract class TextJsonConverter<T> : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Convert(reader.GetString())
            : throw new JsonException($"Text was expected, not {reader.TokenType}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Convert(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Format(value));

    protected abstract T Parse(string text);

    protected virtual string Format(T value) => value.ToString() ?? "";

    // As a JsonException the error gets its line and key.
    private T Convert(string? text)
    {
        try
        {
            return Parse(text ?? "");
        }
        catch (InputRefusedException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
