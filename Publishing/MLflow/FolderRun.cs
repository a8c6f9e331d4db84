using System.Globalization;
using Huracan.Contracts;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>Writes runs into an experiment's folder of a file store.</summary>
/// <param name="experiment">The experiment's folder, absolute.</param>
/// <param name="withFiles">Whether files are copied too.</param>
internal sealed class FolderRun(string experiment, bool withFiles)
{
    private const string Parameters = "params", Tags = "tags", Metrics = "metrics", Artifacts = "artifacts";
    private const string OwnFile = ".huracan"; // names what was written, which may be removed again; what others added stays

    /// <summary>Folder of a run.</summary>
    public string PathOf(string id) => Path.Combine(experiment, id);

    /// <summary>Address of a run's files.</summary>
    public string ArtifactsOf(string id) => new Uri(Path.Combine(PathOf(id), Artifacts)).AbsoluteUri;

    /// <summary>Writes a run; its meta.yaml comes last, without which MLflow does not see it.</summary>
    public TrackerReport Write(TrackedRun run, CancellationToken cancellationToken)
    {
        var id = MLflowNames.RunId(run);
        var folder = PathOf(id);
        var before = MetaFile.Read(folder);
        if (before?.GetValueOrDefault("lifecycle_stage") == "deleted")
            return TrackerReport.None with { Notes = [$"{run.Name} was deleted in {experiment}, and stays so."] };
        foreach (var part in new[] { Parameters, Tags, Metrics, Artifacts })
            Directory.CreateDirectory(Path.Combine(folder, part));
        RemoveStale(run, folder);
        foreach (var (key, value) in MLflowNames.Parameters(run))
            FolderText.Write(folder, $"{Parameters}/{key}", value);
        var metrics = run.Metrics.GroupBy(metric => MLflowNames.Key(metric.Key)).Sum(series => Write(folder, series.Key, series));
        var files = 0;
        foreach (var file in withFiles ? run.Files : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            files += Copy(file.Path, Path.Combine(folder, Artifacts, file.Name)) ? 1 : 0;
        }
        // What it is a part of may never have been recorded here.
        var parent = run.Parent is { } scope && MLflowNames.RunId(run.RunId, scope) is var above && MetaFile.Read(PathOf(above)) is not null
            ? above
            : null;
        foreach (var (key, value) in MLflowNames.Tags(run, parent))
            FolderText.Write(folder, $"{Tags}/{key}", value);
        MetaFile.Write(folder, Meta(run, id));
        return new TrackerReport(before is null ? 1 : 0, metrics, files, []);
    }

    // Metrics and files of an earlier time that the run has no more.
    private void RemoveStale(TrackedRun run, string folder)
    {
        var before = FolderText.Read(Path.Combine(folder, OwnFile))?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var now = run.Metrics.Select(metric => $"{Metrics}/{MLflowNames.Key(metric.Key)}")
            .Concat(withFiles
                ? run.Files.Select(file => $"{Artifacts}/{file.Name}")
                : before.Where(name => name.StartsWith($"{Artifacts}/", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal).Distinct().ToArray();
        foreach (var name in before.Except(now, StringComparer.Ordinal))
        {
            if (name.Split('/') is not [Metrics or Artifacts, ..] parts || parts.Contains(".."))
                continue;
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                File.Delete(path);
        }
        FolderText.Write(folder, OwnFile, string.Concat(now.Select(name => $"{name}\n")));
    }

    private IEnumerable<(string Key, object? Value)> Meta(TrackedRun run, string id) =>
    [
        ("artifact_uri", ArtifactsOf(id)), ("end_time", run.End?.ToUnixTimeMilliseconds()), ("entry_point_name", ""),
        ("experiment_id", Path.GetFileName(experiment)), ("lifecycle_stage", "active"), ("run_id", id), ("run_name", run.Name),
        ("run_uuid", id), ("source_name", "huracan"), ("source_type", 4), ("source_version", ""),
        ("start_time", run.Start.ToUnixTimeMilliseconds()), ("status", MLflowNames.Number(run.Status)), ("tags", Array.Empty<string>()),
        ("user_id", "huracan"),
    ];

    // The whole history at once: what is recorded again has no value twice.
    private static int Write(string folder, string key, IEnumerable<TrackedMetric> series)
    {
        var lines = series.Select(metric => string.Create(
            CultureInfo.InvariantCulture, $"{metric.Time.ToUnixTimeMilliseconds()} {Text(metric.Value)} {metric.Step}\n")).ToList();
        var name = $"{Metrics}/{key}";
        var before = FolderText.Read(Path.Combine(folder, name))?.Split('\n').ToHashSet() ?? [];
        return FolderText.Write(folder, name, string.Concat(lines)) ? lines.Count(line => !before.Contains(line.TrimEnd('\n'))) : 0;
    }

    private static string Text(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // A copy has the time of what it was made from. One that cannot be read says nothing about the folder it goes to.
    private static bool Copy(string from, string to)
    {
        var (source, target) = (new FileInfo(from), new FileInfo(to));
        if (source.Exists && target.Exists && target.Length == source.Length && target.LastWriteTimeUtc == source.LastWriteTimeUtc)
            return false;
        using var content = Open(from);
        Directory.CreateDirectory(target.DirectoryName!); // a file in a folder has one
        var temporary = Path.Combine(target.DirectoryName!, $".{target.Name}.{Environment.ProcessId}.tmp");
        using (var copy = File.Create(temporary))
            content.CopyTo(copy);
        File.SetLastWriteTimeUtc(temporary, source.LastWriteTimeUtc);
        File.Move(temporary, to, overwrite: true);
        return true;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientRefusalException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
