using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Huracan.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.MLflow;

/// <summary>
/// An MLflow tracking server on loopback that stores files itself: the calls that tracking needs, with the answers that 2.12.2 gives
/// (tests/Golden/mlflow). It is stricter than that one: it refuses fields that it does not know.
/// </summary>
internal sealed partial class LocalMLflow : IAsyncDisposable
{
    private const string Experiment = "1";

    private readonly WebApplication host;
    private readonly Lock gate = new();
    private string? experiment;
    private int counter;

    private LocalMLflow(WebApplication host, Uri address)
    {
        (this.host, Address) = (host, address);
        host.Map("/api/2.0/mlflow/{**route}", AnswerAsync);
        host.MapPut("/api/2.0/mlflow-artifacts/artifacts/{**path}", UploadAsync);
    }

    public Uri Address { get; }

    /// <summary>Runs in the order in which they were made.</summary>
    public List<StoredRun> Runs { get; } = [];

    /// <summary>Files by path.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>Aliases by model.</summary>
    public Dictionary<string, Dictionary<string, string>> Aliases { get; } = [];

    /// <summary>Versions by model, number after number: source, run and tags.</summary>
    public Dictionary<string, List<(string Source, string Run, string Description, Dictionary<string, string> Tags)>> Versions { get; } =
        [];

    /// <summary>Every request: method and route.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>What a run's files are told to lie below.</summary>
    public string ArtifactRoot { get; set; } = "mlflow-artifacts:/";

    /// <summary>Status and body that a request is answered with in place of the answer; null for the answer.</summary>
    public Func<string, (int Status, string Body)?> Faults { get; set; } = _ => null;

    /// <summary>Whether the answer to a request that was done is lost on the way: 504.</summary>
    public Func<string, bool> Losses { get; set; } = _ => false;

    /// <summary>The header that requests must have; null for any.</summary>
    public string? Authorization { get; set; }

    public static async Task<LocalMLflow> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        host.Urls.Add(address.ToString());
        var server = new LocalMLflow(host, address);
        await host.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public StoredRun Run(string scope) => Runs.Single(run => run.Tags["huracan.scope"] == scope);

    private async Task UploadAsync(HttpContext context, string path)
    {
        if (await IsRefusedAsync(context, "upload"))
            return;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Files[Uri.UnescapeDataString(path)] = body.ToArray();
        await context.Response.WriteAsync("{}");
    }

    private async Task AnswerAsync(HttpContext context, string route)
    {
        if (await IsRefusedAsync(context, route))
            return;
        JsonObject body;
        if (context.Request.Method == "GET")
            body = new JsonObject(context.Request.Query.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToString())));
        else
        {
            using var text = new MemoryStream();
            await context.Request.Body.CopyToAsync(text);
            body = JsonNode.Parse(text.ToArray())!.AsObject();
            if (context.Request.ContentType != "application/json")
                body = new JsonObject { ["content_type"] = context.Request.ContentType };
            if (text.Length > 1_000_000)
                body["size"] = text.Length;
        }
        JsonObject answer;
        try
        {
            lock (gate)
                answer = Do($"{context.Request.Method} {route}", body);
        }
        catch (RefusedException refused)
        {
            context.Response.StatusCode = refused.Code == "RESOURCE_DOES_NOT_EXIST" ? 404 : 400;
            answer = new JsonObject { ["error_code"] = refused.Code, ["message"] = refused.Message };
        }
        if (Losses(route))
            (context.Response.StatusCode, answer) = (504, []);
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private async Task<bool> IsRefusedAsync(HttpContext context, string route)
    {
        Log.Enqueue($"{context.Request.Method} {route}");
        var fault = Faults(route);
        if (Authorization is not null && context.Request.Headers.Authorization != Authorization)
            fault = (401, "You are not authenticated.");
        if (fault is not var (status, text))
            return false;
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text);
        return true;
    }

    private JsonObject Do(string call, JsonObject body) => call switch
    {
        "GET experiments/get-by-name" => ExperimentByName(Text(body, "experiment_name")),
        "POST experiments/create" => CreateExperiment(Only(body, "name")),
        "POST runs/create" => CreateRun(Only(body, "experiment_id", "run_name", "start_time", "user_id", "tags")),
        "POST runs/search" => Search(Only(body, "experiment_ids", "filter", "run_view_type", "max_results", "order_by", "page_token")),
        "POST runs/log-batch" => LogBatch(Only(body, "run_id", "metrics", "params", "tags")),
        "POST runs/set-tag" => SetTag(Only(body, "run_id", "key", "value")),
        "POST runs/update" => Update(Only(body, "run_id", "status", "end_time")),
        "GET metrics/get-history" => History(Text(body, "run_id"), Text(body, "metric_key")),
        "GET registered-models/get" => Model(Text(body, "name")),
        "POST registered-models/create" => CreateModel(Only(body, "name")),
        "GET model-versions/search" => SearchVersions(Only(body, "filter", "max_results", "page_token")),
        "POST model-versions/create" => CreateVersion(Only(body, "name", "source", "run_id", "description", "tags")),
        "POST registered-models/alias" => SetAlias(Only(body, "name", "alias", "version")),
        "DELETE registered-models/alias" => DeleteAlias(Only(body, "name", "alias")),
        _ => throw Invalid($"there is no call {call}"),
    };

    private JsonObject ExperimentByName(string name) => new()
    {
        ["experiment"] = experiment == name
            ? new JsonObject
            {
                ["experiment_id"] = Experiment,
                ["name"] = name,
                ["artifact_location"] = $"{ArtifactRoot}{Experiment}",
                ["lifecycle_stage"] = "active",
                ["last_update_time"] = 0,
                ["creation_time"] = 0,
            }
            : throw Missing($"Could not find experiment with name '{name}'"),
    };

    private JsonObject CreateExperiment(JsonObject body)
    {
        var name = Text(body, "name");
        if (experiment == name)
            throw There($"Experiment(name={name}) already exists.");
        experiment = name;
        return new JsonObject { ["experiment_id"] = Experiment };
    }

    private JsonObject CreateRun(JsonObject body)
    {
        if (experiment is null || Text(body, "experiment_id") != Experiment)
            throw Missing($"No Experiment with id={Text(body, "experiment_id")} exists");
        var id = $"{++counter:x32}";
        var run = new StoredRun(
            id, Experiment, Text(body, "run_name"), $"{ArtifactRoot}{Experiment}/{id}/artifacts", body["start_time"]!.GetValue<long>(),
            Text(body, "user_id"));
        foreach (var (key, value) in PairsOf(body, "tags"))
            run.Tags[key] = value;
        Runs.Add(run);
        var answer = run.Json();
        answer.Remove("inputs");
        return new JsonObject { ["run"] = answer };
    }

    private JsonObject Search(JsonObject body)
    {
        var wanted = SearchFilter().Match(Text(body, "filter"));
        if (!wanted.Success || Text(body, "run_view_type") is not ("ALL" or "ACTIVE_ONLY"))
            throw Invalid("this filter is not read here");
        var from = int.TryParse(Text(body, "page_token"), out var offset) ? offset : 0;
        var size = body["max_results"]!.GetValue<int>();
        var found = Runs.Where(run => run.Tags.GetValueOrDefault(wanted.Groups[1].Value) == wanted.Groups[2].Value).ToList();
        var answer = new JsonObject();
        StoredRun.Put(answer, "runs", found.Skip(from).Take(size).Select(run => run.Json()));
        if (from + size < found.Count)
            answer["next_page_token"] = $"{from + size}";
        return answer;
    }

    private JsonObject LogBatch(JsonObject body)
    {
        var run = Find(Text(body, "run_id"));
        var (metrics, parameters, tags) = (Items(body, "metrics"), PairsOf(body, "params"), PairsOf(body, "tags"));
        if (metrics.Count > 1000 || parameters.Count > 100 || tags.Count > 100 || metrics.Count + parameters.Count + tags.Count > 1000)
            throw Invalid(
                $"A batch logging request can contain at most … Got {metrics.Count}, {parameters.Count} and {tags.Count}.");
        var values = metrics.Select(ReadMetric).ToList();
        foreach (var (key, value) in parameters)
        {
            if (Checked(key).Length > 250 || value.Length > 6000)
                throw Invalid($"Param '{key}' had length {value.Length}, which exceeded length limit of 6000");
            if (run.Parameters.TryGetValue(key, out var before) && before != value)
                throw Invalid($"Changing param values is not allowed. '{key}' was '{before}', and is '{value}'.");
        }
        foreach (var (key, value) in parameters)
            run.Parameters[key] = value;
        foreach (var metric in values.Where(metric => !run.Metrics.Contains(metric)))
            run.Metrics.Add(metric);
        foreach (var (key, value) in tags)
            run.Tags[Checked(key)] = value.Length <= 5000 ? value : throw Invalid($"Tag '{key}' is too long");
        return [];
    }

    private static (string, double, long, long) ReadMetric(JsonObject metric)
    {
        Only(metric, "key", "value", "timestamp", "step");
        var value = metric["value"]!.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? metric["value"]!.GetValue<double>()
            : Text(metric, "value") switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                var text => throw Invalid($"Got invalid value {text} for metric"),
            };
        return (Checked(Text(metric, "key")), value, metric["timestamp"]!.GetValue<long>(), metric["step"]!.GetValue<long>());
    }

    private JsonObject SetTag(JsonObject body)
    {
        Find(Text(body, "run_id")).Tags[Checked(Text(body, "key"))] = Text(body, "value");
        return [];
    }

    private JsonObject Update(JsonObject body)
    {
        var run = Find(Text(body, "run_id"));
        run.Status = Text(body, "status") is { } status and ("RUNNING" or "SCHEDULED" or "FINISHED" or "FAILED" or "KILLED")
            ? status
            : throw Invalid("status");
        run.End = body["end_time"]?.GetValue<long>() ?? run.End;
        return new JsonObject { ["run_info"] = run.Info() };
    }

    private JsonObject History(string id, string key)
    {
        var answer = new JsonObject();
        StoredRun.Put(answer, "metrics", Find(id).Metrics.Where(metric => metric.Key == key).Select(StoredRun.Value));
        return answer;
    }

    private StoredRun Find(string id) => Runs.Find(run => run.Id == id) ?? throw Missing($"Run with id={id} not found");

    private static string Checked(string key) => KeyPattern().IsMatch(key) && !key.StartsWith('/') && !key.Split('/').Contains("..")
        ? key
        : throw Invalid($"Invalid metric name: '{key}'.");

    private static JsonObject Only(JsonObject body, params string[] known) =>
        body.FirstOrDefault(pair => !known.Contains(pair.Key)).Key is { } key ? throw Invalid($"there is no field '{key}'")
        : body;

    private static string Text(JsonObject body, string name) => body[name] is { } value
        ? value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : throw Invalid($"{name} is no text")
        : name is "page_token" or "user_id" ? "" : throw Invalid($"Missing value for required parameter '{name}'.");

    private static List<JsonObject> Items(JsonObject body, string name) =>
        [.. body[name]?.AsArray().Select(item => item!.AsObject()) ?? []];

    private static List<KeyValuePair<string, string>> PairsOf(JsonObject body, string name) =>
        [.. Items(body, name).Select(item => KeyValuePair.Create(Text(Only(item, "key", "value"), "key"), Text(item, "value")))];

    private static RefusedException Invalid(string message) => new("INVALID_PARAMETER_VALUE", message);

    private static RefusedException Missing(string message) => new("RESOURCE_DOES_NOT_EXIST", message);

    private static RefusedException There(string message) => new("RESOURCE_ALREADY_EXISTS", message);

    [GeneratedRegex(@"^[/\w.\- ]*$")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^tags\.`([\w.]+)` = '([^']*)'$")]
    private static partial Regex SearchFilter();

    private sealed class RefusedException(string code, string message) : Exception(message)
    {
        public string Code => code;
    }
}
