using System.Text.Json;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>
/// The runs of an experiment of a tracking server. What the server has already is asked first and not sent again: it alone knows, also
/// where another machine sent it.
/// </summary>
internal sealed class ServerRuns(MLflowHttp http, string experiment, bool withFiles)
{
    private const int PageSize = 500;

    private readonly ServerFiles files = new(http);

    /// <summary>What the server has of a run, by scope.</summary>
    public async Task<Dictionary<string, ServerRun>> FindAsync(string runId, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ServerRun>(StringComparer.Ordinal);
        string? page = null;
        do
        {
            var answer = await http.PostAsync(
                "runs/search",
                new Dictionary<string, object?>
                {
                    ["experiment_ids"] = new[] { experiment },
                    ["filter"] = $"tags.`{MLflowNames.RunIdTag}` = '{runId}'",
                    ["run_view_type"] = "ALL",
                    ["max_results"] = PageSize,
                    ["order_by"] = new[] { "attributes.start_time ASC" },
                    ["page_token"] = page ?? "",
                },
                cancellationToken);
            foreach (var run in ServerRun.Items(answer, "runs").Select(ServerRun.Read))
                found.TryAdd(run.Tags.GetValueOrDefault(MLflowNames.ScopeTag, ""), run);
            page = ServerRun.Text(answer, "next_page_token");
        }
        while (page.Length > 0);
        return found;
    }

    /// <summary>Sends what is new of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="known">What the server has of this and the other runs, by scope; gets what is made.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<TrackerReport> SendAsync(
        TrackedRun run, Dictionary<string, ServerRun> known, CancellationToken cancellationToken)
    {
        var tags = MLflowNames.Tags(run, run.Parent is { } scope ? known.GetValueOrDefault(scope)?.Id : null);
        var isNew = !known.TryGetValue(run.Scope, out var there);
        if (there is { IsDeleted: true })
            return TrackerReport.None with { Notes = [$"{run.Name} was deleted in {http.Server}, and stays so."] };
        there ??= known[run.Scope] = await CreateAsync(run, tags, cancellationToken);
        var (metrics, notes) = await LogAsync(run, there, tags, cancellationToken);
        var sent = 0;
        if (withFiles && run.Files.Count > 0)
        {
            if (files.Refusal(there.ArtifactUri) is { } refusal)
                notes.Add(refusal);
            else
                sent = await BringFilesAsync(run, there, cancellationToken);
        }
        var (status, end) = (run.Status.ToString().ToUpperInvariant(), run.End?.ToUnixTimeMilliseconds());
        if (there.Status != status || (end is not null && there.End != end))
        {
            await http.PostAsync(
                "runs/update",
                new Dictionary<string, object?> { ["run_id"] = there.Id, ["status"] = status, ["end_time"] = end ?? 0 }
                    .Where(pair => pair.Key != "end_time" || end is not null).ToDictionary(),
                cancellationToken);
        }
        return new TrackerReport(isNew ? 1 : 0, metrics, sent, notes);
    }

    private async Task<ServerRun> CreateAsync(TrackedRun run, SortedDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var answer = await http.CreateAsync(
            "runs/create",
            new
            {
                experiment_id = experiment,
                run_name = run.Name,
                start_time = run.Start.ToUnixTimeMilliseconds(),
                user_id = "huracan",
                tags = tags.Select(pair => new { key = pair.Key, value = pair.Value }),
            },
            cancellationToken);
        return ServerRun.Read(answer.GetProperty("run"));
    }

    private async Task<(int Metrics, List<string> Notes)> LogAsync(
        TrackedRun run, ServerRun there, SortedDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var batches = new LogBatches(there.Id);
        var notes = new List<string>();
        foreach (var (key, value) in tags.Where(pair => there.Tags.GetValueOrDefault(pair.Key) != pair.Value))
            batches.Tag(key, value);
        foreach (var (key, value) in MLflowNames.Parameters(run))
        {
            if (!there.Parameters.TryGetValue(key, out var before))
                batches.Parameter(key, value);
            else if (before != value && there.Tags.GetValueOrDefault(Changed(key)) != MLflowNames.Cut(value, MLflowNames.LongestTag))
            {
                // MLflow never lets a parameter be changed.
                batches.Tag(Changed(key), MLflowNames.Cut(value, MLflowNames.LongestTag));
                notes.Add($"{run.Name}: the parameter '{key}' had another value before; the new one is the tag '{Changed(key)}'.");
            }
        }
        var count = 0;
        foreach (var series in run.Metrics.GroupBy(metric => MLflowNames.Key(metric.Key)))
        {
            foreach (var metric in await MissingAsync(there, series.Key, [.. series], cancellationToken))
            {
                batches.Metric(series.Key, metric);
                count++;
            }
        }
        foreach (var body in batches.Bodies)
            await http.PostAsync("runs/log-batch", body, cancellationToken);
        return (count, notes);
    }

    private static string Changed(string key) => MLflowNames.Key($"huracan.changed.{key}");

    // Values are sent in order. So where the server's latest one is of this series, all before it are there.
    private async Task<IEnumerable<TrackedMetric>> MissingAsync(
        ServerRun there, string key, TrackedMetric[] series, CancellationToken cancellationToken)
    {
        if (!there.Latest.TryGetValue(key, out var latest))
            return series;
        var place = Array.FindIndex(series, metric => ServerValue.Of(metric) == latest);
        if (place >= 0)
            return series.Skip(place + 1);
        // It was trained anew, or judged anew.
        var answer = await http.GetAsync("metrics/get-history", cancellationToken, ("run_id", there.Id), ("metric_key", key));
        var history = ServerRun.Items(answer, "metrics").Select(ServerValue.Read).ToHashSet();
        return series.Where(metric => !history.Contains(ServerValue.Of(metric)));
    }

    // All or none: the tag that says which they are comes when they are there.
    private async Task<int> BringFilesAsync(TrackedRun run, ServerRun there, CancellationToken cancellationToken)
    {
        var digest = ServerFiles.Digest(run.Files);
        if (there.Tags.GetValueOrDefault(MLflowNames.FilesTag) == digest)
            return 0;
        foreach (var file in run.Files)
            await files.BringAsync(there.ArtifactUri, file, cancellationToken);
        await http.PostAsync("runs/set-tag", new { run_id = there.Id, key = MLflowNames.FilesTag, value = digest }, cancellationToken);
        return run.Files.Count;
    }
}
