using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Huracan.Tests.MLflow;

/// <summary>The model registry.</summary>
internal sealed partial class LocalMLflow
{
    private JsonObject Model(string name)
    {
        var model = ModelJson(name);
        if (Versions[name].Count > 0)
            model["latest_versions"] = new JsonArray(VersionJson(name, Versions[name].Count));
        StoredRun.Put(
            model, "aliases",
            Aliases[name].Select(pair => new JsonObject { ["alias"] = pair.Key, ["version"] = pair.Value }));
        return new JsonObject { ["registered_model"] = model };
    }

    private JsonObject ModelJson(string name) => Versions.ContainsKey(name)
        ? new JsonObject { ["name"] = name, ["creation_timestamp"] = 0, ["last_updated_timestamp"] = 0 }
        : throw Missing($"Registered Model with name={name} not found");

    private JsonObject CreateModel(JsonObject body)
    {
        var name = Text(body, "name");
        if (!Versions.TryAdd(name, []))
            throw There($"Registered Model (name={name}) already exists.");
        Aliases[name] = [];
        return new JsonObject { ["registered_model"] = ModelJson(name) };
    }

    private JsonObject SearchVersions(JsonObject body)
    {
        var wanted = VersionFilter().Match(Text(body, "filter"));
        if (!wanted.Success || !int.TryParse(Text(body, "max_results"), out _))
            throw Invalid("this filter is not read here");
        var name = wanted.Groups[1].Value;
        var answer = new JsonObject();
        StoredRun.Put(
            answer, "model_versions",
            Versions.TryGetValue(name, out var versions) ? versions.Select((_, index) => VersionJson(name, index + 1)) : []);
        return answer;
    }

    // A source that the server stores itself may be anywhere; this product's is always below the files of the run.
    private JsonObject CreateVersion(JsonObject body)
    {
        var (name, source, run) = (Text(body, "name"), Text(body, "source"), Find(Text(body, "run_id")));
        _ = ModelJson(name);
        if (!source.StartsWith($"{run.Artifacts}/", StringComparison.Ordinal))
            throw Invalid($"Invalid model version source: '{source}'.");
        Versions[name].Add((source, run.Id, Text(body, "description"), PairsOf(body, "tags").ToDictionary()));
        return new JsonObject { ["model_version"] = VersionJson(name, Versions[name].Count) };
    }

    private JsonObject SetAlias(JsonObject body)
    {
        var (name, version) = (Text(body, "name"), Text(body, "version"));
        if (!int.TryParse(version, CultureInfo.InvariantCulture, out var number) || number < 1 || number > Versions[name].Count)
            throw Missing($"Model Version (name={name}, version={version}) not found");
        Aliases[name][Text(body, "alias")] = version;
        return [];
    }

    private JsonObject DeleteAlias(JsonObject body)
    {
        Aliases[Text(body, "name")].Remove(Text(body, "alias"));
        return [];
    }

    private JsonObject VersionJson(string name, int number)
    {
        var (source, run, description, tags) = Versions[name][number - 1];
        var version = new JsonObject
        {
            ["name"] = name,
            ["version"] = number.ToString(CultureInfo.InvariantCulture),
            ["creation_timestamp"] = 0,
            ["last_updated_timestamp"] = 0,
            ["current_stage"] = "None",
            ["description"] = description,
            ["source"] = source,
            ["run_id"] = run,
            ["status"] = "READY",
        };
        StoredRun.Put(version, "tags", StoredRun.Pairs(tags));
        version["run_link"] = "";
        return version;
    }

    [GeneratedRegex("^name='([^']+)'$")]
    private static partial Regex VersionFilter();
}
