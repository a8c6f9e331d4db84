using Huracan.Engine.Models;
using Huracan.Engine.Tables;

namespace Huracan.Engine.Datasets.Pooled;

/// <summary>Forecasts of rows of a dataset: <c>preds_val.parquet</c> and <c>preds_test.parquet</c>.</summary>
/// <param name="Rows">The rows, by time, then by symbol.</param>
/// <param name="Predictions">A forecast for each.</param>
public sealed record PooledForecasts(int[] Rows, Prediction[] Predictions)
{
    /// <summary>As columns, with what then happened. Returns are NaN where the dataset has none.</summary>
    /// <param name="dataset">Their dataset.</param>
    /// <param name="labels">Labels of the model's horizon.</param>
    public Table ToTable(TemporalDataset dataset, HorizonLabels labels) => new(
        new TableColumn("datetime", Array.ConvertAll(Rows, row => dataset.Times[row])),
        new TableColumn("symbol", Array.ConvertAll<int, string?>(Rows, row => dataset.Symbols[dataset.SymbolOf(row)].Name)),
        new TableColumn("p_down", Array.ConvertAll(Predictions, p => p.Down)),
        new TableColumn("p_flat", Array.ConvertAll(Predictions, p => p.Flat)),
        new TableColumn("p_up", Array.ConvertAll(Predictions, p => p.Up)),
        new TableColumn("value", Array.ConvertAll(Predictions, p => p.Value)),
        new TableColumn("direction", Array.ConvertAll(Predictions, p => (sbyte)p.Direction)),
        new TableColumn("confidence", Array.ConvertAll(Predictions, p => p.Confidence)),
        new TableColumn("label", Array.ConvertAll(Rows, row => labels.Classes[row])),
        new TableColumn("return", Array.ConvertAll(Rows, row => labels.Returns?[row] ?? float.NaN)));
}
