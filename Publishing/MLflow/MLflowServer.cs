using System.Text.Json;
using Huracan.Contracts;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>
/// Records at a tracking server by MLflow's REST API 2.0. Runs are found again by two tags, <c>huracan.run_id</c> and
/// <c>huracan.scope</c>, model versions by <c>huracan.version</c>.
/// </summary>
public sealed class MLflowServer : ITracker
{
    private readonly MLflowHttp http;
    private readonly TrackingOptions options;

    /// <summary>A server.</summary>
    /// <param name="client">Sends requests, as <see cref="NewClient"/> makes it.</param>
    /// <param name="options">Which server and experiment, whether with files, and how patiently.</param>
    /// <param name="environment">Gives the values of the variables that hold the credentials, unless the address does.</param>
    /// <param name="time">Clock of the pauses.</param>
    /// <exception cref="InputRefusedException">The credentials cannot be sent there.</exception>
    public MLflowServer(HttpClient client, TrackingOptions options, Func<string, string?> environment, TimeProvider time)
    {
        var address = new Uri(options.Server ?? throw new ArgumentException("No server is set.", nameof(options)));
        this.options = options;
        http = new MLflowHttp(
            client, MLflowCredentials.Bare(address), MLflowCredentials.Of(environment, address),
            TimeSpan.FromSeconds(options.TimeoutSeconds), time);
    }

    /// <inheritdoc/>
    public string Target => http.Server.AbsoluteUri;

    /// <inheritdoc/>
    public string Key => $"{Target}#{options.Experiment}";

    /// <summary>A client for it: each answer has its own limit of time, and nobody waits long for a machine that is off.</summary>
    public static HttpClient NewClient() => MLflowHttp.NewClient();

    /// <inheritdoc/>
    public Task<TrackerReport> RecordAsync(IReadOnlyList<TrackedRun> runs, CancellationToken cancellationToken) =>
        GuardedAsync(() => SendAsync(runs, cancellationToken));

    /// <inheritdoc/>
    public Task<TrackerReport> RecordAsync(IReadOnlyList<TrackedModel> models, CancellationToken cancellationToken) =>
        GuardedAsync(() => SendAsync(models, cancellationToken));

    private async Task<TrackerReport> SendAsync(IReadOnlyList<TrackedRun> runs, CancellationToken cancellationToken)
    {
        var writer = await OpenAsync(cancellationToken);
        var report = TrackerReport.None;
        foreach (var parts in runs.GroupBy(run => run.RunId))
        {
            var known = await writer.FindAsync(parts.Key, cancellationToken);
            foreach (var run in parts)
                report = report.Plus(await writer.SendAsync(run, known, cancellationToken));
        }
        return report;
    }

    private async Task<TrackerReport> SendAsync(IReadOnlyList<TrackedModel> models, CancellationToken cancellationToken)
    {
        var (writer, registry) = (await OpenAsync(cancellationToken), new ServerModels(http));
        var report = TrackerReport.None;
        foreach (var model in models)
        {
            var runs = new List<ServerRun>();
            foreach (var bundle in model.Versions.Select(version => version.Bundle))
            {
                var known = await writer.FindAsync(bundle.RunId, cancellationToken);
                report = report.Plus(await writer.SendAsync(bundle, known, cancellationToken));
                runs.Add(known[bundle.Scope]);
            }
            await registry.RecordAsync(model, runs, cancellationToken);
        }
        return report;
    }

    private async Task<ServerRuns> OpenAsync(CancellationToken cancellationToken) =>
        new(http, await new ServerExperiments(http).IdAsync(options.Experiment, cancellationToken), options.Artifacts);

    // Status 200 with other JSON: not MLflow.
    private async Task<TrackerReport> GuardedAsync(Func<Task<TrackerReport>> record)
    {
        try
        {
            return await record();
        }
        catch (Exception exception) when (
            exception is KeyNotFoundException or InvalidOperationException or FormatException or JsonException)
        {
            throw new TrackerAwayException($"{Target} does not answer as MLflow does: {exception.Message}", exception);
        }
    }
}
