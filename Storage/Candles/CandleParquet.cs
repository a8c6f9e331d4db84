using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.Tables;
using Parquet.Schema;

namespace Huracan.Storage.Candles;

/// <summary>Reads candles from Parquet: an instant or a whole number as time, any number type for prices; NULL is NaN.</summary>
internal static class CandleParquet
{
    public static RawCandles Read(string path, UnitId unit, CancellationToken cancellationToken)
    {
        var file = ParquetFile.Open(path);
        var names = file.Fields.Select(x => x.Name).ToArray();
        var time = file.Fields[CsvNumbers.Find(path, names, CandleColumns.Time)];
        var numbers = CandleColumns.Numbers.Select(x => file.Fields[CsvNumbers.Find(path, names, x)]).ToArray();
        CheckTypes(path, time, numbers);
        if (file.Rows == 0)
            throw new InputRefusedException($"{path} has columns and no rows.");
        var times = Times(path, file, (DataField)time);
        var values = new double[numbers.Length][];
        for (var i = 0; i < values.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            values[i] = ParquetNumbers.Doubles(file, (DataField)numbers[i]);
        }
        return new RawCandles(unit.Coin, unit.Timeframe, path, times, values[0], values[1], values[2], values[3], values[4]);
    }

    /// <summary>Reads times and one column of numbers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="timeNames">What the column of times may be called.</param>
    /// <param name="numberNames">What the column of numbers may be called.</param>
    public static (long[] Times, double[] Values) Read(string path, string[] timeNames, string[] numberNames)
    {
        var file = ParquetFile.Open(path);
        var names = file.Fields.Select(x => x.Name).ToArray();
        var (time, number) = (file.Fields[CsvNumbers.Find(path, names, timeNames)], file.Fields[CsvNumbers.Find(path, names, numberNames)]);
        CheckTypes(path, time, [number]);
        return (Times(path, file, (DataField)time), ParquetNumbers.Doubles(file, (DataField)number));
    }

    /// <summary>Reads times, and every other column that is not left out, as numbers.</summary>
    public static (long[] Times, IReadOnlyList<(string Name, double[] Values)> Columns) ReadAll(
        string path, IReadOnlyCollection<string> without)
    {
        var file = ParquetFile.Open(path);
        var time = file.Fields[CsvNumbers.Find(path, [.. file.Fields.Select(x => x.Name)], CandleColumns.Time)];
        Field[] numbers = [.. file.Fields.Where(x => x != time && !without.Contains(x.Name, StringComparer.OrdinalIgnoreCase))];
        CheckTypes(path, time, numbers);
        return (Times(path, file, (DataField)time), [.. numbers.Select(x => (x.Name, ParquetNumbers.Doubles(file, (DataField)x)))]);
    }

    private static void CheckTypes(string path, Field time, Field[] numbers)
    {
        if (time is DateTimeDataField { DateTimeFormat: not DateTimeFormat.Date } && !ParquetType.IsInstant(time))
            throw new InputRefusedException(
                $"{path}, column '{time.Name}': a {ParquetType.Of(time)} may be local time. Write UTC instants (isAdjustedToUTC) or whole "
                    + "milliseconds since 1970.");
        if (!ParquetType.IsInstant(time) && !ParquetType.IsWhole(time))
            throw new InputRefusedException(
                $"{path}, column '{time.Name}' is of type {ParquetType.Of(time)};"
                + " a time must be a UTC instant or whole seconds, milliseconds or microseconds since 1970.");
        foreach (var number in numbers)
        {
            if (!ParquetType.IsNumber(number))
                throw new InputRefusedException(
                    $"{path}, column '{number.Name}' is of type {ParquetType.Of(number)}; it must hold numbers.");
        }
    }

    private static long[] Times(string path, ParquetFile file, DataField column)
    {
        if (ParquetType.IsInstant(column))
            return file.Read<DateTime, long>(column, FloorMilliseconds);
        var times = ParquetNumbers.Whole(file, column);
        var cells = new TimeCells(path, column.Name);
        for (var row = 0; row < times.Length; row++)
            times[row] = cells.FromNumber(times[row], row + 1);
        return times;
    }

    // rounds down
    private static long FloorMilliseconds(DateTime time) => new DateTimeOffset(time.Ticks, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
