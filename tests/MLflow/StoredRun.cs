using System.Text.Json.Nodes;

namespace Huracan.Tests.MLflow;

/// <summary>A run of a <see cref="LocalMLflow"/>.</summary>
internal sealed class StoredRun(string id, string experiment, string name, string artifacts, long start, string user)
{
    public string Id { get; } = id;

    public string Name { get; set; } = name;

    public string Artifacts { get; } = artifacts;

    public string Status { get; set; } = "RUNNING";

    public string Stage { get; set; } = "active";

    public long? End { get; set; }

    public Dictionary<string, string> Parameters { get; } = [];

    public Dictionary<string, string> Tags { get; } = [];

    /// <summary>Every value: what is logged twice alike is there once, as in a database.</summary>
    public List<(string Key, double Value, long Time, long Step)> Metrics { get; } = [];

    public JsonObject Info()
    {
        var info = new JsonObject
        {
            ["run_uuid"] = Id,
            ["experiment_id"] = experiment,
            ["run_name"] = Name,
            ["user_id"] = user,
            ["status"] = Status,
            ["start_time"] = start,
        };
        if (End is { } end)
            info["end_time"] = end;
        info["artifact_uri"] = Artifacts;
        info["lifecycle_stage"] = Stage;
        info["run_id"] = Id;
        return info;
    }

    public JsonObject Json()
    {
        var data = new JsonObject();
        var latest = Metrics.GroupBy(metric => metric.Key)
            .Select(series => series.OrderBy(metric => metric.Step).ThenBy(metric => metric.Time).Last());
        Put(data, "metrics", latest.Select(Value));
        Put(data, "params", Pairs(Parameters));
        Put(data, "tags", Pairs(Tags));
        return new JsonObject { ["info"] = Info(), ["data"] = data, ["inputs"] = new JsonObject() };
    }

    public static JsonNode Value((string Key, double Value, long Time, long Step) metric) => new JsonObject
    {
        ["key"] = metric.Key,
        ["value"] = double.IsNaN(metric.Value)
            ? JsonValue.Create("NaN")
            : JsonValue.Create(Math.Clamp(metric.Value, double.MinValue, double.MaxValue)),
        ["timestamp"] = metric.Time,
        ["step"] = metric.Step,
    };

    public static IEnumerable<JsonNode> Pairs(Dictionary<string, string> pairs) =>
        pairs.Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value });

    // An empty list is left out of every answer.
    public static void Put(JsonObject to, string name, IEnumerable<JsonNode> items)
    {
        var list = new JsonArray([.. items]);
        if (list.Count > 0)
            to[name] = list;
    }
}
