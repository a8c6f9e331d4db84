using Huracan.Contracts;
using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Audits;

namespace Huracan.Storage.Candles;

/// <summary>
/// A file of features and a label, one row for each bar: <c>.csv</c>, <c>.csv.gz</c> or <c>.parquet</c>, with a column of times that is
/// spelled as in a candle file; every other column holds numbers.
/// </summary>
public static class FeatureTableFile
{
    /// <summary>Reads it whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="label">Name of the label's column; every other one that is not left out is a feature.</param>
    /// <param name="horizon">Bars the label looks ahead, 1 or more.</param>
    /// <param name="without">Columns that are left out, in any case.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputRefusedException">
    /// A column is missing or holds no numbers, there is no feature, a name is there that is to be left out and is not, or times are not
    /// increasing; the message names file, row, column and value.
    /// </exception>
    public static LeakTable Read(
        string path, string label, int horizon, IReadOnlyCollection<string> without, CancellationToken cancellationToken)
    {
        var (times, columns) = path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
            ? CandleParquet.ReadAll(path, without)
            : ReadCsv(path, without, cancellationToken);
        for (var row = 1; row < times.Length; row++)
        {
            if (times[row] <= times[row - 1])
                throw new InputRefusedException(
                    $"{path}, row {row + 1}: {UtcTime.Format(times[row])} does not come after {UtcTime.Format(times[row - 1])}; "
                        + "rows must be in order of time, of one coin.");
        }
        var at = CsvNumbers.Find(path, [.. columns.Select(column => column.Name)], [label]);
        KnownColumn[] features = [.. columns.Where((_, i) => i != at).Select(column => new KnownColumn(column.Name, column.Values))];
        return features.Length > 0
            ? new LeakTable(times, features, columns[at].Values, horizon)
            : throw new InputRefusedException($"{path} has no column besides time and label; it must have a feature.");
    }

    private static (long[] Times, IReadOnlyList<(string Name, double[] Values)> Columns) ReadCsv(
        string path, IReadOnlyCollection<string> without, CancellationToken cancellationToken)
    {
        var names = CsvNumbers.Names(path);
        var time = CsvNumbers.Find(path, names, CandleColumns.Time);
        string[] kept = [.. names.Where((name, i) => i != time && !without.Contains(name, StringComparer.OrdinalIgnoreCase))];
        var csv = CsvNumbers.Read(path, [names[time]], [.. kept.Select(name => new[] { name })], cancellationToken);
        return (csv.Times, [.. kept.Select((name, i) => (name, csv.Numbers[i]))]);
    }
}
