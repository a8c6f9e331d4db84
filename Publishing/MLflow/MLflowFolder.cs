using Huracan.Contracts;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>
/// Records into a folder in the layout of MLflow's file store (mlflow/store/tracking/file_store.py), which <c>mlflow ui
/// --backend-store-uri FOLDER</c> opens. Ids are derived from run and scope, so that what is recorded again is written over.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="options">Which experiment, and whether with files.</param>
/// <param name="time">The clock.</param>
public sealed class MLflowFolder(string root, TrackingOptions options, TimeProvider time) : ITracker
{
    private const string LockFile = ".huracan.lock";

    private readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <inheritdoc/>
    public string Target => root;

    /// <inheritdoc/>
    public string Key => $"{root}#{options.Experiment}";

    /// <inheritdoc/>
    public Task<TrackerReport> RecordAsync(IReadOnlyList<TrackedRun> runs, CancellationToken cancellationToken) => WriteAsync(writer =>
    {
        var report = TrackerReport.None;
        foreach (var run in runs)
            report = report.Plus(writer.Write(run, cancellationToken));
        return report;
    });

    /// <inheritdoc/>
    public Task<TrackerReport> RecordAsync(IReadOnlyList<TrackedModel> models, CancellationToken cancellationToken) => WriteAsync(writer =>
    {
        var registry = new FolderModels(root, writer, time);
        var report = TrackerReport.None;
        foreach (var model in models)
        {
            foreach (var version in model.Versions)
                report = report.Plus(writer.Write(version.Bundle, cancellationToken));
            registry.Write(model);
        }
        return report;
    });

    private Task<TrackerReport> WriteAsync(Func<FolderRun, TrackerReport> write)
    {
        try
        {
            var experiment = new FolderExperiments(root, time).IdOf(options.Experiment);
            using var held = Lock();
            return Task.FromResult(write(new FolderRun(Path.Combine(root, experiment), options.Artifacts)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrackerAwayException($"{root} cannot be written: {exception.Message}", exception);
        }
    }

    // Two writers could give two versions the same number.
    private FileStream Lock()
    {
        try
        {
            return new FileStream(
                Path.Combine(root, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            throw new TrackerAwayException($"{root} is being written by another process.", taken);
        }
    }
}
