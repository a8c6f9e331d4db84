using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Storage.Candles;
using Huracan.Storage.Tables;
using Parquet.Schema;

namespace Huracan.Storage.Datasets;

/// <summary>Time and symbol of each row of a part.</summary>
/// <param name="File">Path of the file, for messages.</param>
/// <param name="Times">Milliseconds since the Unix epoch.</param>
/// <param name="Symbols">Number of each row's symbol in <paramref name="Names"/>.</param>
/// <param name="Names">The symbols, in ordinal order.</param>
/// <param name="Findings">What was noticed.</param>
internal sealed record SplitKeys(
    string File, long[] Times, int[] Symbols, IReadOnlyList<string> Names, IReadOnlyList<Finding> Findings)
{
    /// <exception cref="InputRefusedException">A time or symbol is none, or rows of a symbol are out of order or twice.</exception>
    public static SplitKeys Read(SplitFile file)
    {
        var (symbols, names) = ReadSymbols(file);
        var (times, isLocal) = ReadTimes(file);
        var last = new int[names.Length];
        Array.Fill(last, -1);
        for (var row = 0; row < times.Length; row++)
        {
            var before = last[symbols[row]];
            if (before >= 0 && times[row] <= times[before])
                throw file.Refuse(
                    row, SplitColumns.Time,
                    times[row] == times[before]
                        ? $"{names[symbols[row]]} has {UtcTime.Format(times[row])} in row {before + 1} already"
                        : $"{names[symbols[row]]} is out of order: {UtcTime.Format(times[row])} comes after "
                            + $"{UtcTime.Format(times[before])} of row {before + 1}");
            last[symbols[row]] = row;
        }
        return new SplitKeys(
            file.Path, times, symbols, names,
            isLocal
                ? [new("times_without_zone", FindingSeverity.Info, 1, $"Times in {SplitColumns.Time} have no zone and are taken as UTC.")]
                : []);
    }

    private static (int[] Symbols, string[] Names) ReadSymbols(SplitFile file)
    {
        var column = file.Column(SplitColumns.Symbol);
        if (!ParquetType.IsText(column))
            throw new InputRefusedException(
                $"{file.Path}, column '{SplitColumns.Symbol}' is of type {ParquetType.Of(column)}; it must hold text.");
        var texts = file.Parquet.ReadText(column);
        if (Array.FindIndex(texts, text => string.IsNullOrWhiteSpace(text)) is >= 0 and var empty)
            throw file.Refuse(empty, SplitColumns.Symbol, "the symbol is empty");
        string[] names = [.. texts.Distinct().Order(StringComparer.Ordinal)!]; // none is null
        var numbers = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return (Array.ConvertAll(texts, text => numbers[text!]), names);
    }

    // Whether the file says nothing of a zone, as files of pandas mostly do.
    private static (long[] Times, bool IsLocal) ReadTimes(SplitFile file)
    {
        var column = file.Column(SplitColumns.Time);
        if (column is DateTimeDataField { DateTimeFormat: not DateTimeFormat.Date })
            return (
                file.Parquet.Read<DateTime, long>(column, time => new DateTimeOffset(time.Ticks, TimeSpan.Zero).ToUnixTimeMilliseconds()),
                !ParquetType.IsInstant(column));
        var cells = new TimeCells(file.Path, column.Name);
        if (ParquetType.IsWhole(column))
        {
            var times = ParquetNumbers.Whole(file.Parquet, column);
            for (var row = 0; row < times.Length; row++)
                times[row] = cells.FromNumber(times[row], row + 1);
            return (times, false);
        }
        if (!ParquetType.IsText(column))
            throw new InputRefusedException(
                $"{file.Path}, column '{column.Name}' is of type {ParquetType.Of(column)}; a time must be a timestamp, ISO text, or whole "
                    + "seconds, milliseconds or microseconds since 1970.");
        return ReadText(file, cells, file.Parquet.ReadText(column));
    }

    private static (long[] Times, bool IsLocal) ReadText(SplitFile file, TimeCells cells, string?[] texts)
    {
        var (times, isLocal) = (new long[texts.Length], false);
        for (var row = 0; row < texts.Length; row++)
        {
            var text = texts[row] ?? "";
            var zoned = text + (text.Length == 10 ? "T00:00Z" : "Z"); // a day alone is its beginning
            if (UtcTime.TryParse(Encoding.UTF8.GetBytes(zoned), out times[row], out _))
                isLocal = true;
            else
                times[row] = cells.Read(Encoding.UTF8.GetBytes(text), row + 1);
        }
        return (times, isLocal);
    }
}
