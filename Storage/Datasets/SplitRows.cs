using Huracan.Contracts;
using Huracan.Engine.Datasets;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Storage.Candles;
using Huracan.Storage.Tables;

namespace Huracan.Storage.Datasets;

/// <summary>The table that the columns of all files are read into, each row at its place.</summary>
/// <param name="columns">The columns.</param>
/// <param name="layout">Where rows lie.</param>
internal sealed class SplitRows(SplitColumns columns, SplitLayout layout)
{
    private readonly float[] values = new float[checked(layout.Times.Length * columns.Features.Count)];
    private readonly HorizonLabels[] labels = [
        .. columns.Horizons.Select(horizon => new HorizonLabels(
            horizon.Bars, new sbyte[layout.Times.Length], horizon.HasReturns ? new float[layout.Times.Length] : null)),
    ];

    /// <summary>Reads the features and labels of a part.</summary>
    /// <exception cref="InputRefusedException">A feature is not finite, a label or return is none.</exception>
    public void Fill(SplitFile file, SplitKeys keys, DatasetPart part, CancellationToken cancellationToken)
    {
        var targets = layout.Targets[(int)part];
        var count = columns.Features.Count;
        for (var c = 0; c < count; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var column = ParquetNumbers.Floats(file.Parquet, file.Column(columns.Features[c]));
            for (var row = 0; row < column.Length; row++)
            {
                if (!float.IsFinite(column[row]))
                    throw file.Refuse(row, columns.Features[c], $"a feature of {At(keys, row)} is {column[row]}; it must be finite");
                values[targets[row] * count + c] = column[row];
            }
        }
        foreach (var horizon in labels)
            Fill(file, keys, horizon, targets);
    }

    /// <summary>What was read.</summary>
    public TemporalDataset ToDataset() =>
        new(columns.Features, new FeatureTable(values, columns.Features.Count), layout.Times, layout.Symbols, labels);

    private static void Fill(SplitFile file, SplitKeys keys, HorizonLabels horizon, int[] targets)
    {
        var name = $"{SplitColumns.LabelPrefix}{horizon.Horizon}";
        var column = ParquetNumbers.Floats(file.Parquet, file.Column(name));
        for (var row = 0; row < column.Length; row++)
            horizon.Classes[targets[row]] = column[row] switch
            {
                float.NaN => LabelSet.None,
                -1 or 0 or 1 => (sbyte)column[row],
                _ => throw file.Refuse(row, name, $"the label of {At(keys, row)} is {column[row]}; it must be -1, 0 or 1, or empty"),
            };
        if (horizon.Returns is not { } returns)
            return;
        name = $"{SplitColumns.ReturnPrefix}{horizon.Horizon}";
        column = ParquetNumbers.Floats(file.Parquet, file.Column(name));
        for (var row = 0; row < column.Length; row++)
        {
            if (horizon.Has(targets[row]) && !float.IsFinite(column[row]))
                throw file.Refuse(row, name, $"the return of {At(keys, row)} is {column[row]}, and the row has a label; it must be finite");
            returns[targets[row]] = column[row];
        }
    }

    private static string At(SplitKeys keys, int row) => $"{keys.Names[keys.Symbols[row]]} at {UtcTime.Format(keys.Times[row])}";
}
