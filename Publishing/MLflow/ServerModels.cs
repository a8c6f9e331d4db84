using Huracan.Contracts;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>The model registry of a tracking server.</summary>
internal sealed class ServerModels(MLflowHttp http)
{
    /// <summary>Registers a model, those of its versions that are not there yet, and moves its aliases.</summary>
    /// <param name="model">The model.</param>
    /// <param name="runs">The runs of its bundles, in the order of its versions.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RecordAsync(TrackedModel model, IReadOnlyList<ServerRun> runs, CancellationToken cancellationToken)
    {
        var name = MLflowNames.Model(model.Name);
        var aliases = await AliasesAsync(name, cancellationToken);
        if (aliases is null && model.Versions.Count == 0)
            return;
        if (aliases is null)
            await CreateAsync(name, cancellationToken);
        var known = await VersionsAsync(name, cancellationToken);
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (version, run) in model.Versions.Zip(runs))
        {
            wanted[version.Alias] = known.TryGetValue(version.Version, out var number)
                ? number
                : await CreateAsync(name, version, run, cancellationToken);
        }
        foreach (var alias in new[] { TrackedModel.Champion, TrackedModel.Challenger })
        {
            var now = aliases?.GetValueOrDefault(alias);
            if (wanted.TryGetValue(alias, out var version))
            {
                if (now != version)
                    await http.PostAsync("registered-models/alias", new { name, alias, version }, cancellationToken);
            }
            else if (now is not null && !model.Unopened.Contains(alias))
                await http.DeleteAsync("registered-models/alias", new { name, alias }, cancellationToken);
        }
    }

    // Null where there is no such model.
    private async Task<Dictionary<string, string>?> AliasesAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await http.GetAsync("registered-models/get", cancellationToken, ("name", name));
            return ServerRun.Items(answer.GetProperty("registered_model"), "aliases")
                .ToDictionary(item => ServerRun.Text(item, "alias"), item => ServerRun.Text(item, "version"));
        }
        catch (MLflowRefusalException refusal) when (refusal.IsMissing)
        {
            return null;
        }
    }

    private async Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await http.PostAsync("registered-models/create", new { name }, cancellationToken);
        }
        catch (MLflowRefusalException refusal) when (refusal.IsThere)
        {
            // Another one made it meanwhile.
        }
    }

    private async Task<string> CreateAsync(string name, TrackedVersion version, ServerRun run, CancellationToken cancellationToken)
    {
        var answer = await http.CreateAsync(
            "model-versions/create",
            new
            {
                name,
                source = $"{run.ArtifactUri.TrimEnd('/')}/{TrackedChampions.BundleFolder}",
                run_id = run.Id,
                description = version.Bundle.Name,
                tags = new[] { new { key = MLflowNames.VersionTag, value = version.Version } },
            },
            cancellationToken);
        return ServerRun.Text(answer.GetProperty("model_version"), "version");
    }

    // Numbers of versions by ours.
    private async Task<Dictionary<string, string>> VersionsAsync(string name, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        var page = "";
        do
        {
            var answer = await http.GetAsync(
                "model-versions/search", cancellationToken,
                [("filter", $"name='{name}'"), ("max_results", "200"), .. page.Length == 0 ? [] : new[] { ("page_token", page) }]);
            foreach (var version in ServerRun.Items(answer, "model_versions"))
            {
                foreach (var tag in ServerRun.Items(version, "tags").Where(tag => ServerRun.Text(tag, "key") == MLflowNames.VersionTag))
                    versions[ServerRun.Text(tag, "value")] = ServerRun.Text(version, "version");
            }
            page = ServerRun.Text(answer, "next_page_token");
        }
        while (page.Length > 0);
        return versions;
    }
}
