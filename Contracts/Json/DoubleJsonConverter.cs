using System.Text.Json;
using System.Text.Json.Serialization;

namespace Huracan.Contracts.Json;

/// <summary>Doubles as the shortest text that reads back the same; NaN as null; the infinities, which JSON lacks, as text.</summary>
internal sealed class DoubleJsonConverter : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadNumber(ref reader);

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsNaN(value))
            writer.WriteNullValue();
        else if (double.IsInfinity(value))
            writer.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
        else
            writer.WriteNumberValue(value);
    }

    internal static double ReadNumber(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return double.NaN;
            case JsonTokenType.Number when reader.TryGetDouble(out var number):
                return number;
            case JsonTokenType.String when reader.ValueTextEquals("Infinity"u8):
                return double.PositiveInfinity;
            case JsonTokenType.String when reader.ValueTextEquals("-Infinity"u8):
                return double.NegativeInfinity;
            case JsonTokenType.String:
                throw new JsonException($"'{reader.GetString()}' is not a number.");
            default:
                throw new JsonException($"A number was expected, not {reader.TokenType}.");
        }
    }
}
