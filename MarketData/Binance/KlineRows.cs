using System.Globalization;
using System.Text.Json;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Binance;

/// <summary>Collects klines, from an answer in JSON or a file of the archive: the columns are the same.</summary>
internal sealed class KlineRows(int capacity)
{
    private const int Columns = 9; // open_time, open, high, low, close, volume, quote_volume, trades, taker_buy_volume

    private static readonly string[] StreamNames = ["o", "h", "l", "c", "v", "q", "n", "V"];

    private readonly List<double>[] numbers = [.. Enumerable.Range(0, Columns - 1).Select(_ => new List<double>(capacity))];
    private readonly List<long> times = new(capacity);

    /// <summary>One candle: open time, open, high, low, close, volume, close time, quote volume, trades, taker's buys.</summary>
    public void Add(long openTime, ReadOnlySpan<double> cells)
    {
        times.Add(openTime);
        for (var i = 0; i < numbers.Length; i++)
            numbers[i].Add(cells[i]);
    }

    /// <summary>The candles of an answer: arrays of numbers, prices as text.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static MarketRows OfJson(JsonElement answer)
    {
        var rows = new KlineRows(answer.GetArrayLength());
        Span<double> cells = stackalloc double[Columns - 1];
        foreach (var kline in answer.EnumerateArray())
        {
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Number(kline[i < 5 ? i + 1 : i + 2]); // the close time stands between
            rows.Add(kline[0].GetInt64(), cells);
        }
        return rows.ToRows();
    }

    /// <summary>The candle of a stream's message: an object with short names.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static MarketRows OfStream(JsonElement kline)
    {
        var rows = new KlineRows(1);
        rows.Add(kline.GetProperty("t").GetInt64(), [.. StreamNames.Select(name => Number(kline.GetProperty(name)))]);
        return rows.ToRows();
    }

    public MarketRows ToRows() => MarketRows.Candles(
        [.. times], [.. numbers[0]], [.. numbers[1]], [.. numbers[2]], [.. numbers[3]], [.. numbers[4]], [.. numbers[5]], [.. numbers[6]],
        [.. numbers[7]]);

    private static double Number(JsonElement cell) => cell.ValueKind == JsonValueKind.String
        ? double.Parse(cell.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture) // a string has text
        : cell.GetDouble();
}
