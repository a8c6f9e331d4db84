using System.Security.Cryptography;
using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Datasets;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Tables;
using Huracan.Storage.Tables;

namespace Huracan.Storage.Datasets;

/// <summary>
/// A folder with <c>train_scaled.parquet</c>, <c>val_scaled.parquet</c> and <c>test_scaled.parquet</c>: columns <c>datetime</c> (a
/// timestamp, ISO text, or whole seconds, milliseconds or microseconds since 1970), <c>symbol</c>, <c>label_h{bars}</c> (-1, 0, 1, or
/// empty where there is none), where there are any <c>return_h{bars}</c>, and features, which are all other columns. Rows of a symbol are
/// in order of time; those of several symbols may be mixed.
/// </summary>
public static class SplitFiles
{
    /// <summary>Name of a part's file.</summary>
    public static string NameOf(DatasetPart part) => part switch
    {
        DatasetPart.Train => "train_scaled.parquet",
        DatasetPart.Validation => "val_scaled.parquet",
        _ => "test_scaled.parquet",
    };

    /// <summary>Reads the three files. One at a time is in memory, beside the features of all as one table of floats.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Stops before the next column.</param>
    /// <exception cref="InputRefusedException">
    /// A file or column is missing, the files have different columns, a feature is no number or not finite, a label is none, rows of a
    /// symbol are out of order or twice, parts are not in order of time, or a symbol is not in train; the message names file, row, column,
    /// symbol and value.
    /// </exception>
    public static SplitSet Read(string folder, CancellationToken cancellationToken)
    {
        var parts = Enum.GetValues<DatasetPart>();
        SplitColumns? columns = null;
        var (keys, hashes) = (new SplitKeys[parts.Length], new StringBuilder());
        foreach (var part in parts)
        {
            var file = SplitFile.Open(folder, part);
            hashes.Append(file.Hash).Append('\n');
            if (columns is null)
                columns = SplitColumns.Of(file);
            else
                columns.RequireSame(file);
            keys[(int)part] = SplitKeys.Read(file);
        }
        var layout = SplitLayout.Of(keys);
        var rows = new SplitRows(columns!, layout); // of the first part
        foreach (var part in parts)
            rows.Fill(SplitFile.Open(folder, part), keys[(int)part], part, cancellationToken);
        var findings = columns!.Findings.Concat(keys[0].Findings);
        return new SplitSet(
            rows.ToDataset(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashes.ToString()))), [.. findings]);
    }

    /// <summary>Writes a dataset as three files, symbol after symbol, with times in milliseconds.</summary>
    /// <param name="folder">The folder, made where it is missing; files that are there are replaced.</param>
    /// <param name="dataset">The dataset.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, TemporalDataset dataset)
    {
        foreach (var part in Enum.GetValues<DatasetPart>())
        {
            int[] rows = [
                .. dataset.Symbols.Select(symbol => symbol.Of(part)).SelectMany(range => Enumerable.Range(range.Start, range.Length)),
            ];
            List<TableColumn> columns = [
                new("datetime", Array.ConvertAll(rows, row => dataset.Times[row])),
                new("symbol", Array.ConvertAll<int, string?>(rows, row => dataset.Symbols[dataset.SymbolOf(row)].Name)),
            ];
            for (var c = 0; c < dataset.Features.Count; c++)
                columns.Add(new(dataset.Features[c], Feature(dataset.Table, rows, c)));
            foreach (var labels in dataset.Labels)
            {
                var isWhole = rows.All(labels.Has);
                columns.Add(new(
                    $"{SplitColumns.LabelPrefix}{labels.Horizon}",
                    isWhole ? Array.ConvertAll(rows, row => labels.Classes[row]) : Array.ConvertAll(rows, row => Class(labels, row))));
                if (labels.Returns is { } returns)
                    columns.Add(new($"{SplitColumns.ReturnPrefix}{labels.Horizon}", Array.ConvertAll(rows, row => returns[row])));
            }
            ParquetTable.Write(Path.Combine(folder, NameOf(part)), new Table([.. columns]));
        }
    }

    private static float[] Feature(FeatureTable table, int[] rows, int column) =>
        Array.ConvertAll(rows, row => table.Values[row * table.Features + column]);

    private static float Class(HorizonLabels labels, int row) => labels.Has(row) ? labels.Classes[row] : float.NaN;
}
