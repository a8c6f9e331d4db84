using Huracan.Engine.Tables;

namespace Huracan.Storage.MarketStore;

/// <summary>
/// Rows of a series as a vendor gave them, candles or funding rates: strictly increasing in time, each time once. Numbers a vendor does not
/// tell are NaN.
/// </summary>
public sealed class MarketRows
{
    private readonly TableColumn[] columns;

    private MarketRows(long[] times, TableColumn[] columns) => (Times, this.columns) = (times, columns);

    /// <summary>Times in milliseconds since the Unix epoch: of a candle its open, of a funding rate when it is paid.</summary>
    public long[] Times { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Times.Length;

    /// <summary>As a table; the time comes first.</summary>
    public Table Table => new([columns[0], .. columns.AsSpan(1)]);

    /// <summary>Candles.</summary>
    /// <param name="times">Open times.</param>
    /// <param name="open">First prices, quote currency.</param>
    /// <param name="high">Highest prices.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Last prices.</param>
    /// <param name="volume">Volumes, base asset.</param>
    /// <param name="quoteVolume">Volumes, quote currency.</param>
    /// <param name="trades">Numbers of trades.</param>
    /// <param name="takerBuyVolume">Volumes that takers bought, base asset.</param>
    /// <exception cref="RowsRefusedException">A time has two different rows.</exception>
    public static MarketRows Candles(
        long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume, double[] quoteVolume, double[] trades,
        double[] takerBuyVolume) => Ordered(times,
        [
            new("open_time", times), new("open", open), new("high", high), new("low", low), new("close", close), new("volume", volume),
            new("quote_volume", quoteVolume), new("trades", trades), new("taker_buy_volume", takerBuyVolume),
        ]);

    /// <summary>Funding rates.</summary>
    /// <param name="times">When they are paid.</param>
    /// <param name="rates">Fractions of the notional.</param>
    /// <exception cref="RowsRefusedException">A time has two different rates.</exception>
    public static MarketRows Funding(long[] times, double[] rates) =>
        Ordered(times, [new("funding_time", times), new("funding_rate", rates)]);

    /// <summary>Rows as they were stored.</summary>
    internal static MarketRows Of(Table table) => new((long[])table.Columns[0].Values, [.. table.Columns]);

    /// <summary>The rows of months that follow each other.</summary>
    /// <param name="months">At least one, ascending.</param>
    public static MarketRows Concat(IReadOnlyList<MarketRows> months) => new(
        [.. months.SelectMany(rows => rows.Times)],
        [.. months[0].columns.Select((column, i) => new TableColumn(
            column.Name, months.Select(rows => rows.columns[i].Values).Aggregate(Join)))]);

    /// <summary>The numbers of a column.</summary>
    public double[] Get(string column) => Table.Get<double>(column);

    /// <summary>The rows of <c>[start, end)</c>.</summary>
    public MarketRows Between(long start, long end) =>
        Take([.. Enumerable.Range(0, Count).Where(i => Times[i] >= start && Times[i] < end)]);

    /// <summary>These rows and newer ones, which count where both have a time.</summary>
    /// <param name="newer">The same columns.</param>
    /// <param name="revised">How many times had other numbers before.</param>
    public MarketRows With(MarketRows newer, out int revised)
    {
        var places = newer.Times.Select((time, i) => (time, i)).ToDictionary();
        revised = Enumerable.Range(0, Count).Count(i => places.TryGetValue(Times[i], out var j) && !IsSame(columns, i, newer.columns, j));
        var kept = Take([.. Enumerable.Range(0, Count).Where(i => !places.ContainsKey(Times[i]))]);
        return Ordered(
            [.. kept.Times, .. newer.Times],
            [.. kept.columns.Zip(newer.columns, (first, second) => new TableColumn(first.Name, Join(first.Values, second.Values)))]);
    }

    private static Array Join(Array first, Array second) =>
        first is long[] times ? (long[])[.. times, .. (long[])second] : (double[])[.. (double[])first, .. (double[])second];

    private static MarketRows Ordered(long[] times, TableColumn[] columns)
    {
        var order = Enumerable.Range(0, times.Length).OrderBy(i => times[i]).ToArray();
        var kept = new List<int>(order.Length);
        foreach (var i in order)
        {
            if (kept.Count == 0 || times[kept[^1]] != times[i])
                kept.Add(i);
            else if (!IsSame(columns, kept[^1], columns, i))
                throw new RowsRefusedException($"{DateTimeOffset.FromUnixTimeMilliseconds(times[i]):u} has two different rows");
        }
        return new MarketRows(times, columns).Take(kept);
    }

    private static bool IsSame(TableColumn[] first, int i, TableColumn[] second, int j) => first.Zip(second).All(pair =>
        pair.First.Values is not double[] numbers || numbers[i].Equals(((double[])pair.Second.Values)[j]));

    private MarketRows Take(IReadOnlyList<int> rows)
    {
        T[] Pick<T>(T[] values) => [.. rows.Select(row => values[row])];
        var times = Pick(Times);
        return new MarketRows(times, [.. columns.Select(column =>
            new TableColumn(column.Name, column.Values is double[] numbers ? Pick(numbers) : times))]);
    }
}
