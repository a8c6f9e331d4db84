using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>The experiments of a file store.</summary>
/// <param name="root">Its folder.</param>
/// <param name="time">The clock.</param>
internal sealed class FolderExperiments(string root, TimeProvider time)
{
    private const string Trash = ".trash", Models = "models", DefaultId = "0", DefaultName = "Default";

    /// <summary>Id of an experiment, which is made where there is none of that name.</summary>
    /// <exception cref="TrackerRefusalException">It was deleted.</exception>
    public string IdOf(string name)
    {
        if (!Directory.Exists(root))
            Create(DefaultId, DefaultName); // MLflow makes it only in a folder that it made itself
        Directory.CreateDirectory(Path.Combine(root, Trash));
        Directory.CreateDirectory(Path.Combine(root, Models));
        if (Find(root, name) is { } found)
            return found;
        if (Find(Path.Combine(root, Trash), name) is not null)
            throw new TrackerRefusalException(
                $"The experiment '{name}' of {root} was deleted: restore it there, or name another by 'experiment' in tracking.yaml.");
        var id = MLflowNames.ExperimentId(name);
        Create(id, name);
        return id;
    }

    private static string? Find(string folder, string name) => Directory.GetDirectories(folder)
        .Where(path => !Path.GetFileName(path).StartsWith('.') && Path.GetFileName(path) != Models)
        .Order(StringComparer.Ordinal)
        .FirstOrDefault(path => MetaFile.Read(path)?.GetValueOrDefault("name") == name) is { } found
            ? Path.GetFileName(found)
            : null;

    private void Create(string id, string name)
    {
        var (folder, now) = (Path.Combine(root, id), time.GetUtcNow().ToUnixTimeMilliseconds());
        MetaFile.Write(
            folder,
            [
                ("artifact_location", new Uri(folder).AbsoluteUri), ("creation_time", now), ("experiment_id", id),
                ("last_update_time", now), ("lifecycle_stage", "active"), ("name", name),
            ]);
    }
}
