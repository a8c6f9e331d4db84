using System.Globalization;
using System.Text;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Engine.Search.Space;

namespace Huracan.Storage.Studies;

/// <summary>Distributions as Optuna writes them in <c>trial_params.distribution_json</c>.</summary>
internal static class OptunaJson
{
    public static string Of(Distribution distribution) => distribution switch
    {
        FloatDistribution number => Format("FloatDistribution", json =>
        {
            Write(json, "step", number.Grid);
            Write(json, "low", number.Low);
            Write(json, "high", number.High);
            json.WriteBoolean("log", number.Log);
        }),
        IntDistribution number => Format("IntDistribution", json =>
        {
            json.WriteBoolean("log", number.Log);
            json.WriteNumber("step", (long)(number.Grid ?? 1));
            json.WriteNumber("low", (long)number.Low);
            json.WriteNumber("high", (long)number.High);
        }),
        CategoricalDistribution categories => Format("CategoricalDistribution", json =>
        {
            json.WriteStartArray("choices");
            foreach (var choice in categories.Choices)
                Write(json, choice);
            json.WriteEndArray();
        }),
        _ => throw new ArgumentException($"Optuna has no {distribution}.", nameof(distribution)),
    };

    /// <exception cref="InputRefusedException">It is none that Optuna 3 to 5 write, or breaks their rules.</exception>
    public static Distribution Parse(string json, string origin)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var attributes = root.GetProperty("attributes");
            Distribution distribution = root.GetProperty("name").GetString() switch
            {
                "FloatDistribution" => new FloatDistribution(
                    attributes.GetProperty("low").GetDouble(), attributes.GetProperty("high").GetDouble(), IsLog(attributes),
                    Step(attributes)?.GetDouble()),
                "IntDistribution" => new IntDistribution(
                    attributes.GetProperty("low").GetInt64(), attributes.GetProperty("high").GetInt64(), IsLog(attributes),
                    Step(attributes)?.GetInt64() ?? 1),
                "CategoricalDistribution" =>
                    new CategoricalDistribution([.. attributes.GetProperty("choices").EnumerateArray().Select(Choice)]),
                var name =>
                    throw new InputRefusedException(
                        $"there is no distribution '{name}'; there are FloatDistribution, IntDistribution and CategoricalDistribution."),
            };
            distribution.Validate("distribution");
            return distribution;
        }
        catch (InputRefusedException broken)
        {
            throw new InputRefusedException($"{origin}: {broken.Message}", broken);
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InputRefusedException($"{origin}: '{json}' is no distribution of Optuna's.", exception);
        }
    }

    private static string Format(string name, Action<Utf8JsonWriter> attributes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteStartObject("attributes");
            attributes(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, string name, double? number)
    {
        json.WritePropertyName(name);
        Write(json, number);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case long whole: json.WriteNumberValue(whole); break;
            case double number: json.WriteRawValue(Real(number)); break;
            case string text: json.WriteStringValue(text); break;
            default: throw new ArgumentException($"Optuna has no choice of the type {value.GetType().Name}.", nameof(value));
        }
    }

    // 2.0 and not 2: a choice that is a real number must not come back as a whole one.
    private static string Real(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentException(FormattableString.Invariant($"JSON has no {number}."), nameof(number));
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static bool IsLog(JsonElement attributes) => attributes.TryGetProperty("log", out var log) && log.GetBoolean();

    private static JsonElement? Step(JsonElement attributes) =>
        attributes.TryGetProperty("step", out var step) && step.ValueKind != JsonValueKind.Null ? step : null;

    private static object? Choice(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        _ when element.TryGetInt64(out var whole) => whole,
        _ => element.GetDouble(),
    };
}
