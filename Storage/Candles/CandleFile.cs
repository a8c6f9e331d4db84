using System.Globalization;
using System.IO.Compression;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Tables;
using Huracan.Storage.Files;
using Huracan.Storage.Tables;

namespace Huracan.Storage.Candles;

/// <summary>One file of candles: <c>.csv</c>, <c>.csv.gz</c> or <c>.parquet</c>, as its name says.</summary>
public static class CandleFile
{
    /// <summary>The endings there are.</summary>
    public static readonly IReadOnlyList<string> Extensions = [".csv", ".csv.gz", ".parquet"];

    /// <summary><c>BTCUSDT_15m.csv.gz</c>.</summary>
    public static string Name(UnitId unit, string extension = ".csv.gz") => $"{unit.Coin}_{unit.Timeframe}{extension}";

    /// <summary>Reads all rows as they are.</summary>
    /// <exception cref="InputRefusedException">They cannot be read as candles; the message names file, row, column and value.</exception>
    public static RawCandles Read(string path, UnitId unit, CancellationToken cancellationToken)
    {
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
            return CandleParquet.Read(path, unit, cancellationToken);
        var csv = CsvNumbers.Read(path, CandleColumns.Time, CandleColumns.Numbers, cancellationToken);
        return new RawCandles(
            unit.Coin, unit.Timeframe, path, csv.Times, csv.Numbers[0], csv.Numbers[1], csv.Numbers[2], csv.Numbers[3], csv.Numbers[4])
        {
            Lines = csv.Lines,
        };
    }

    /// <summary>
    /// Reads a file as a series without repairing anything. Coin and timeframe come from its name (<c>BTCUSDT_1h.csv</c>), or,
    /// where the name is another, the timeframe from the first two rows.
    /// </summary>
    /// <exception cref="InputRefusedException">A row cannot be read or is no candle, or the candles are out of order, off the grid, or not
    /// all there.</exception>
    public static CandleSeries ReadSeries(string path, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path).Split('.')[0].Split('_');
        var known = Timeframe.TryParse(name[^1], out var timeframe);
        var raw = Read(path, new UnitId(name[0], known ? timeframe : Timeframe.M15), cancellationToken);
        if (!known)
        {
            var minutes = raw.Count < 2 ? 0 : (raw.OpenTimes[1] - raw.OpenTimes[0]) / 60_000;
            if (!Timeframe.TryParse(FormattableString.Invariant($"{minutes}m"), out timeframe))
                throw new InputRefusedException($"{path}: the first two rows are {minutes} minutes apart, which is no timeframe.");
        }
        for (var row = 0; row < raw.Count; row++)
            RefuseBroken(raw, row, timeframe);
        for (var row = 1; row < raw.Count; row++)
        {
            if (raw.OpenTimes[row] - raw.OpenTimes[row - 1] != timeframe.Milliseconds)
                throw new InputRefusedException(
                    $"{path}, row {raw.RowOf(row)}: {UtcTime.Format(raw.OpenTimes[row])} follows {UtcTime.Format(raw.OpenTimes[row - 1])};"
                    + $" candles of {timeframe} must follow each other without gaps.");
        }
        return new CandleSeries(raw.Coin, timeframe, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume);
    }

    private static void RefuseBroken(RawCandles raw, int row, Timeframe timeframe)
    {
        var (o, h, l, c, v) = (raw.Open[row], raw.High[row], raw.Low[row], raw.Close[row], raw.Volume[row]);
        var error =
            raw.OpenTimes[row] % timeframe.Milliseconds != 0 ? $"it does not open at a multiple of {timeframe}"
            : !double.IsFinite(o + h + l + c + v) ? "a price or the volume is empty, NaN or infinite"
            : Math.Min(Math.Min(o, h), Math.Min(l, c)) <= 0 ? "a price is zero or less"
            : h < Math.Max(o, c) || l > Math.Min(o, c) ? "high and low do not enclose open and close"
            : v < 0 ? "the volume is negative"
            : null;
        if (error is not null)
            throw new InputRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{raw.Origin}, row {raw.RowOf(row)} ({UtcTime.Format(raw.OpenTimes[row])}): {error} (open {o}, high {h}, low {l}, close "
                    + $"{c}, volume {v})."));
    }

    /// <summary>Writes candles, whole or not at all. Reading them back gives the same numbers.</summary>
    /// <exception cref="ArgumentException">The name has none of <see cref="Extensions"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, RawCandles candles) => Write(path, CandleColumns.Time[0], candles.OpenTimes, [
        new("open", candles.Open), new("high", candles.High), new("low", candles.Low), new("close", candles.Close),
        new("volume", candles.Volume)]);

    /// <summary>Writes candles, whole or not at all; marks are not kept.</summary>
    /// <exception cref="ArgumentException">The name has none of <see cref="Extensions"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, CandleSeries candles) => Write(path, new RawCandles(
        candles.Coin, candles.Timeframe, path, candles.OpenTimes.ToArray(), candles.Open.ToArray(), candles.High.ToArray(),
        candles.Low.ToArray(),
        candles.Close.ToArray(), candles.Volume.ToArray()));

    internal static void Write(string path, string timeName, long[] times, TableColumn[] numbers)
    {
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            ParquetTable.Write(path, new Table([new TableColumn(timeName, times), .. numbers]));
            return;
        }
        var packed = path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);
        if (!packed && !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"{path}: the name must end in {string.Join(", ", Extensions)}.", nameof(path));
        var text = CsvTable.Format(new Table([new TableColumn(timeName, Array.ConvertAll(times, UtcTime.Format)), .. numbers]));
        if (!packed)
        {
            AtomicFile.Write(path, text);
            return;
        }
        AtomicFile.Write(path, stream =>
        {
            using var packer = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            packer.Write(text);
        });
    }
}
