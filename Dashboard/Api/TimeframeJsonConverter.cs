using System.Text.Json;
using System.Text.Json.Serialization;
using Huracan.Contracts;

namespace Huracan.Dashboard.Api;

/// <summary><c>15m</c>.</summary>
internal sealed class TimeframeJsonConverter : JsonConverter<Timeframe>
{
    public override Timeframe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Timeframe.TryParse(reader.GetString(), out var timeframe)
            ? timeframe
            : throw new JsonException($"'{reader.GetString()}' is no timeframe.");

    public override void Write(Utf8JsonWriter writer, Timeframe value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
