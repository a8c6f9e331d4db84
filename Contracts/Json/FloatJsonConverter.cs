using System.Text.Json;
using System.Text.Json.Serialization;

namespace Huracan.Contracts.Json;

/// <summary>Floats, as <see cref="DoubleJsonConverter"/> does doubles.</summary>
internal sealed class FloatJsonConverter : JsonConverter<float>
{
    public override bool HandleNull => true;

    public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (float)DoubleJsonConverter.ReadNumber(ref reader);

    public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
    {
        if (float.IsNaN(value))
            writer.WriteNullValue();
        else if (float.IsInfinity(value))
            writer.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
        else
            writer.WriteNumberValue(value);
    }
}
