using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.DuckDb;
using Huracan.Storage.Parquet;

namespace Huracan.Storage.Candles;

/// <summary>Reads candles from Parquet: an instant or a whole number as time, any number type for prices; NULL is NaN.</summary>
internal static class CandleParquet
{
    public static RawCandles Read(string path, UnitId unit, CancellationToken cancellationToken)
    {
        using var database = new DuckDbDatabase();
        using var connection = database.Connect();
        var columns = ParquetTable.Columns(connection, path);
        var names = columns.Select(x => x.Name).ToArray();
        var time = columns[CsvNumbers.Find(path, names, CandleColumns.Time)];
        var numbers = CandleColumns.Numbers.Select(x => columns[CsvNumbers.Find(path, names, x)]).ToArray();
        CheckTypes(path, time, numbers);

        var wide = time.Type == DuckDbType.TimestampWithZone ? "" : "::BIGINT";
        var prices = numbers.Select(x => $"{DuckDbConnection.Identifier(x.Name)}::DOUBLE");
        var list = string.Join(", ", prices.Prepend(DuckDbConnection.Identifier(time.Name) + wide));
        using var result = ParquetTable.Select(connection, path, list);
        var cells = new TimeCells(path, time.Name);
        var times = new List<long>();
        var values = numbers.Select(_ => new List<double>()).ToArray();
        var buffer = Array.Empty<double>();
        while (result.TryNext(out var chunk))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chunk.FirstNull(0) is >= 0 and var empty)
                throw new InputRefusedException(
                    $"{path}, row {times.Count + empty + 1}, column '{time.Name}': the cell is empty; every candle needs its open time.");
            foreach (var value in chunk.Values<long>(0))
                times.Add(time.Type == DuckDbType.TimestampWithZone ? FloorMilliseconds(value) : cells.FromNumber(value, times.Count + 1));
            if (buffer.Length < chunk.Count)
                buffer = new double[chunk.Count];
            for (var i = 0; i < values.Length; i++)
            {
                chunk.CopyDoubles(i + 1, buffer);
                values[i].AddRange(buffer.AsSpan(0, chunk.Count));
            }
        }
        if (times.Count == 0)
            throw new InputRefusedException($"{path} has columns and no rows.");
        return new RawCandles(
            unit.Coin, unit.Timeframe, path, [.. times], [.. values[0]], [.. values[1]], [.. values[2]], [.. values[3]], [.. values[4]]);
    }

    private static void CheckTypes(string path, DuckDbColumn time, DuckDbColumn[] numbers)
    {
        if (time.Type is DuckDbType.Timestamp or DuckDbType.TimestampSeconds or DuckDbType.TimestampMilliseconds
            or DuckDbType.TimestampNanoseconds)
            throw new InputRefusedException(
                $"{path}, column '{time.Name}': {time.Type} has no zone, so it may be local time."
                + " Write UTC instants (isAdjustedToUTC) or whole milliseconds since 1970.");
        if (time.Type is not DuckDbType.TimestampWithZone && !IsWhole(time.Type))
            throw new InputRefusedException(
                $"{path}, column '{time.Name}' is of type {time.Type};"
                + " a time must be a UTC instant or whole seconds, milliseconds or microseconds since 1970.");
        foreach (var (name, type) in numbers)
        {
            if (!IsWhole(type) && type is not (DuckDbType.Double or DuckDbType.Float or DuckDbType.Decimal))
                throw new InputRefusedException($"{path}, column '{name}' is of type {type}; it must hold numbers.");
        }
    }

    private static bool IsWhole(DuckDbType type) => type is >= DuckDbType.TinyInt and <= DuckDbType.UBigInt or DuckDbType.HugeInt;

    private static long FloorMilliseconds(long microseconds) => (microseconds - (((microseconds % 1000) + 1000) % 1000)) / 1000;
}
