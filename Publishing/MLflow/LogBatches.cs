using System.Text.Json;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>
/// Cuts what is to be logged into requests of <c>runs/log-batch</c>: up to 1,000 metrics, 100 parameters, 100 tags, 1,000 in all and 1 MB
/// each (mlflow/utils/validation.py).
/// </summary>
/// <param name="runId">MLflow's id of the run.</param>
internal sealed class LogBatches(string runId)
{
    private const int MostMetrics = 1000, MostPairs = 100, MostItems = 1000, MostBytes = 1_000_000, Envelope = 1000;

    private readonly List<(List<object> Metrics, List<object> Parameters, List<object> Tags)> batches = [];
    private int bytes;

    /// <summary>The bodies of the requests, in the order of what was added.</summary>
    public IEnumerable<object> Bodies => batches.Select(batch => new
    {
        run_id = runId,
        metrics = batch.Metrics,
        @params = batch.Parameters,
        tags = batch.Tags,
    });

    /// <summary>Adds a value of a metric.</summary>
    public void Metric(string key, TrackedMetric metric) => Add(
        new { key, value = MLflowHttp.Number(metric.Value), timestamp = metric.Time.ToUnixTimeMilliseconds(), step = metric.Step },
        batch => batch.Metrics, MostMetrics);

    /// <summary>Adds a parameter.</summary>
    public void Parameter(string key, string value) => Add(new { key, value }, batch => batch.Parameters, MostPairs);

    /// <summary>Adds a tag.</summary>
    public void Tag(string key, string value) => Add(new { key, value }, batch => batch.Tags, MostPairs);

    private void Add(object item, Func<(List<object> Metrics, List<object> Parameters, List<object> Tags), List<object>> list, int most)
    {
        var size = JsonSerializer.SerializeToUtf8Bytes(item).Length + 1; // and its comma
        if (batches.Count == 0 || bytes + size > MostBytes || list(batches[^1]).Count == most
            || batches[^1] is var (metrics, parameters, tags) && metrics.Count + parameters.Count + tags.Count == MostItems)
        {
            batches.Add(([], [], []));
            bytes = Envelope;
        }
        bytes += size;
        list(batches[^1]).Add(item);
    }
}
