namespace Huracan.Engine.Datasets.Pooled;

/// <summary><c>metrics.json</c> and <c>metrics_test.json</c> of a pooled model.</summary>
/// <param name="Part">What was forecast.</param>
/// <param name="Pooled">Over all rows.</param>
/// <param name="Symbols">Over the rows of each symbol that has any, in ordinal order.</param>
public sealed record PooledReport(DatasetPart Part, PooledMetrics Pooled, IReadOnlyDictionary<string, PooledMetrics> Symbols)
{
    /// <summary>Measures a model's forecasts.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="part">The part.</param>
    /// <param name="forecasts">Forecasts of its rows, one or more.</param>
    /// <param name="meta">What the model is for.</param>
    public static PooledReport Of(TemporalDataset dataset, DatasetPart part, PooledForecasts forecasts, PooledMeta meta)
    {
        var labels = dataset.LabelsOf(meta.Horizon);
        var symbols = new SortedDictionary<string, PooledMetrics>(StringComparer.Ordinal);
        foreach (var group in Enumerable.Range(0, forecasts.Rows.Length).GroupBy(i => dataset.SymbolOf(forecasts.Rows[i])))
            symbols[dataset.Symbols[group.Key].Name] = PooledMetrics.Of(
                labels, group.Select(i => forecasts.Rows[i]).ToArray(), group.Select(i => forecasts.Predictions[i]).ToArray(),
                meta.ClassCounts);
        return new PooledReport(part, PooledMetrics.Of(labels, forecasts.Rows, forecasts.Predictions, meta.ClassCounts), symbols);
    }
}
