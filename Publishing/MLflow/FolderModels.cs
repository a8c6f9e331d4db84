using System.Globalization;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>The model registry of a file store.</summary>
/// <param name="root">Folder of the store.</param>
/// <param name="runs">Its runs.</param>
/// <param name="time">The clock.</param>
internal sealed class FolderModels(string root, FolderRun runs, TimeProvider time)
{
    private const string VersionFolder = "version-", Aliases = "aliases", Tags = "tags";

    /// <summary>Writes a model, those of its versions that are not there yet, and its aliases.</summary>
    /// <returns>How many versions were not there.</returns>
    public int Write(TrackedModel model)
    {
        var name = MLflowNames.Model(model.Name);
        var folder = Path.Combine(root, "models", name);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var there = MetaFile.Read(folder);
        if (there is null && model.Versions.Count == 0)
            return 0;
        var known = Versions(folder);
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal); // by alias
        var added = 0;
        foreach (var version in model.Versions)
        {
            if (!known.TryGetValue(version.Version, out var number))
            {
                number = known.Values.DefaultIfEmpty(0).Max() + 1;
                known[version.Version] = number;
                Write(folder, name, number, version, now);
                added++;
            }
            numbers[version.Alias] = number.ToString(CultureInfo.InvariantCulture);
        }
        var isMoved = false;
        foreach (var alias in new[] { TrackedModel.Champion, TrackedModel.Challenger })
        {
            var path = Path.Combine(folder, Aliases, alias);
            if (numbers.TryGetValue(alias, out var number))
                isMoved |= FolderText.Write(folder, $"{Aliases}/{alias}", number);
            else if (!model.Unopened.Contains(alias) && File.Exists(path))
            {
                File.Delete(path);
                isMoved = true;
            }
        }
        if (there is null || isMoved || added > 0)
        {
            MetaFile.Write(
                folder,
                [
                    ("creation_timestamp", there is null ? now : long.Parse(there["creation_timestamp"], CultureInfo.InvariantCulture)),
                    ("description", there?.GetValueOrDefault("description") is { } text and not "null" ? text : null),
                    ("last_updated_timestamp", now), ("name", name),
                ]);
        }
        return added;
    }

    private void Write(string folder, string name, int number, TrackedVersion version, long now)
    {
        var id = MLflowNames.RunId(version.Bundle);
        var source = $"{runs.ArtifactsOf(id)}/{TrackedChampions.BundleFolder}";
        var own = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{VersionFolder}{number}"));
        FolderText.Write(own, $"{Tags}/{MLflowNames.VersionTag}", version.Version);
        MetaFile.Write(
            own,
            [
                ("aliases", Array.Empty<string>()), ("creation_timestamp", now), ("current_stage", "None"),
                ("description", version.Bundle.Name), ("last_updated_timestamp", now), ("name", name), ("run_id", id), ("run_link", null),
                ("source", source), ("status", "READY"), ("status_message", null), ("storage_location", source), ("user_id", null),
                ("version", number),
            ]);
    }

    // Numbers of versions by ours; of versions that others registered by none.
    private static Dictionary<string, int> Versions(string folder)
    {
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in Directory.Exists(folder) ? Directory.GetDirectories(folder, $"{VersionFolder}*") : [])
        {
            if (int.TryParse(Path.GetFileName(path)[VersionFolder.Length..], CultureInfo.InvariantCulture, out var number)
                && File.Exists(Path.Combine(path, MetaFile.Name)))
                versions[FolderText.Read(Path.Combine(path, Tags, MLflowNames.VersionTag)) ?? $"/{number}"] = number;
        }
        return versions;
    }
}
