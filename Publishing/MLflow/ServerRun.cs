using System.Globalization;
using System.Text.Json;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>What a tracking server has of a run.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="ArtifactUri">Where its files go.</param>
/// <param name="IsDeleted">Whether somebody deleted it.</param>
/// <param name="Status">Its status.</param>
/// <param name="End">When it ended, milliseconds since 1970; null while it runs.</param>
internal sealed record ServerRun(string Id, string ArtifactUri, bool IsDeleted, string Status, long? End)
{
    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Of each metric the value with the largest step.</summary>
    public required IReadOnlyDictionary<string, ServerValue> Latest { get; init; }

    /// <summary>Reads a run of an answer.</summary>
    public static ServerRun Read(JsonElement run)
    {
        var info = run.GetProperty("info");
        var data = run.TryGetProperty("data", out var given) ? given : default;
        return new ServerRun(
            Text(info, "run_id"), Text(info, "artifact_uri"), Text(info, "lifecycle_stage") == "deleted", Text(info, "status"),
            info.TryGetProperty("end_time", out var end) && end.TryGetInt64(out var time) && time > 0 ? time : null)
        {
            Tags = Pairs(data, "tags"),
            Parameters = Pairs(data, "params"),
            Latest = Items(data, "metrics").ToDictionary(item => Text(item, "key"), ServerValue.Read),
        };
    }

    /// <summary>A list of an answer; empty where it is left out.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    /// <summary>A text of an answer; empty where it is left out.</summary>
    public static string Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static Dictionary<string, string> Pairs(JsonElement data, string name) =>
        Items(data, name).ToDictionary(item => Text(item, "key"), item => Text(item, "value"));
}

/// <summary>A value of a metric as a server has it.</summary>
/// <param name="Step">Its step.</param>
/// <param name="Time">Milliseconds since 1970.</param>
/// <param name="Value">The value. Servers with a database keep infinities as the largest numbers.</param>
internal readonly record struct ServerValue(long Step, long Time, double Value)
{
    /// <summary>A value as a server would have it.</summary>
    public static ServerValue Of(TrackedMetric metric) => new(
        metric.Step, metric.Time.ToUnixTimeMilliseconds(), Math.Clamp(metric.Value, double.MinValue, double.MaxValue));

    /// <summary>Reads a value of an answer.</summary>
    public static ServerValue Read(JsonElement metric)
    {
        var value = metric.GetProperty("value");
        var number = value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : double.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        return new ServerValue(
            metric.TryGetProperty("step", out var step) ? step.GetInt64() : 0,
            metric.TryGetProperty("timestamp", out var time) ? time.GetInt64() : 0,
            Math.Clamp(number, double.MinValue, double.MaxValue));
    }
}
