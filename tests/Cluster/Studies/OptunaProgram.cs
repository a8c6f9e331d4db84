using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;

namespace Huracan.Tests.Cluster.Studies;

/// <summary>Optuna itself, by the scripts beside this file.</summary>
internal static class OptunaProgram
{
    /// <summary>The schema version that Debian's Optuna 3.1 knows. v3.2.0.a has the same tables and one index more.</summary>
    public const string Version = "v3.0.0.d";

    /// <summary>What Optuna reads of a study.</summary>
    public static async Task<JsonElement> DumpAsync(string url, string study) =>
        JsonDocument.Parse(await RunAsync("optuna_dump.py", url, study)).RootElement;

    /// <summary>Lets Optuna try a number of trials; one more is left running and one waiting.</summary>
    public static Task SearchAsync(string url, string study, int trials) =>
        RunAsync("optuna_search.py", url, study, trials.ToString(CultureInfo.InvariantCulture));

    /// <summary>What Optuna should read of a study.</summary>
    public static JsonElement Expected(StoredStudy study)
    {
        var best = study.Trials.Where(trial => trial is { State: TrialState.Complete, Value: not null }).ToList();
        var node = new JsonObject
        {
            ["direction"] = study.Direction.ToString().ToUpperInvariant(),
            ["user"] = Attributes(study.Attributes),
            // they have values, and one is complete
            ["best"] = best.Exists(trial => !double.IsFinite(trial.Value!.Value)) ? null : best.MaxBy(trial => trial.Value)!.Number,
            ["trials"] = new JsonArray([.. study.Trials.Select(Trial)]),
        };
        return JsonSerializer.SerializeToElement(node);
    }

    private static JsonObject Trial(FrozenTrial trial) => new()
    {
        ["number"] = trial.Number,
        ["state"] = trial.State.ToString().ToUpperInvariant(),
        ["value"] = trial.Value is { } value ? Number(value) : null,
        ["reports"] = new JsonObject(trial.Reports.Select(pair =>
            KeyValuePair.Create(pair.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)Number(pair.Value)))),
        ["params"] = new JsonObject(
            trial.Parameters.Select(pair => KeyValuePair.Create(pair.Key, JsonSerializer.SerializeToNode(pair.Value.External)))),
        ["distributions"] = new JsonObject(
            trial.Parameters.Select(pair => KeyValuePair.Create(pair.Key, JsonNode.Parse(OptunaJson.Of(pair.Value.Distribution))))),
        ["user"] = Attributes(trial.UserAttributes),
        ["system"] = Attributes(trial.SystemAttributes),
        ["started"] = Date(trial.Started),
        ["completed"] = Date(trial.Completed),
    };

    private static JsonValue Number(double value) => value switch
    {
        double.PositiveInfinity => JsonValue.Create("inf"),
        double.NegativeInfinity => JsonValue.Create("-inf"),
        double.NaN => JsonValue.Create("nan"),
        _ => JsonValue.Create(value),
    };

    private static JsonObject Attributes(IEnumerable<KeyValuePair<string, string>> attributes) =>
        new(attributes.Select(pair => KeyValuePair.Create(pair.Key, JsonNode.Parse(pair.Value))));

    private static string? Date(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var path = Path.Combine(Repository.Root, "tests", "Storage", "Studies", script);
        using var python = Process.Start(new ProcessStartInfo(OptunaFactAttribute.Python, [path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["OMP_NUM_THREADS"] =
                    "1", ["OPENBLAS_NUM_THREADS"] = "1", ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONIOENCODING"] = "utf-8",
            },
        })!; // a new process, since it is not started by the shell
        var complaints = python.StandardError.ReadToEndAsync();
        var output = await python.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await python.WaitForExitAsync(limit.Token);
        Assert.True(python.ExitCode == 0, $"{script} ended with {python.ExitCode}: {await complaints}");
        return output;
    }
}
