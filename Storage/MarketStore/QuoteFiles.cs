using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Tables;
using Huracan.Storage.Tables;

namespace Huracan.Storage.MarketStore;

/// <summary>
/// Samples of quotes in a store: <c>quotes/{day}/{time}.parquet</c>, named by the first sample of the file, with the columns <c>time</c>,
/// <c>coin</c>, <c>bid</c>, <c>ask</c>, <c>mark</c>, <c>index</c> and <c>funding_rate</c>.
/// </summary>
public static class QuoteFiles
{
    private const string Name = "quotes";
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Writes samples into a file of their own; does nothing without any.</summary>
    /// <param name="store">The store.</param>
    /// <param name="quotes">Ascending in time.</param>
    /// <exception cref="IOException">It cannot be written; nothing half-written is left.</exception>
    public static void Write(CandleStore store, IReadOnlyList<Quote> quotes)
    {
        if (quotes.Count == 0)
            return;
        var first = DateTimeOffset.FromUnixTimeMilliseconds(quotes[0].Time);
        var path = Path.Combine(
            store.Folder, Name, first.ToString(DayFormat, CultureInfo.InvariantCulture),
            $"{first.ToString("HHmmssfff", CultureInfo.InvariantCulture)}.parquet");
        ParquetTable.Write(path, new Table(
            new("time", quotes.Select(quote => quote.Time).ToArray()), new("coin", quotes.Select(quote => quote.Coin).ToArray()),
            Column("bid", quote => quote.Bid), Column("ask", quote => quote.Ask), Column("mark", quote => quote.Mark),
            Column("index", quote => quote.Index), Column("funding_rate", quote => quote.FundingRate)));

        TableColumn Column(string name, Func<Quote, double> value) => new(name, quotes.Select(value).ToArray());
    }

    /// <summary>The samples of <c>[start, end)</c>, ascending in time.</summary>
    /// <param name="store">The store.</param>
    /// <param name="start">First time, milliseconds since the Unix epoch.</param>
    /// <param name="end">Exclusive.</param>
    /// <exception cref="InputRefusedException">A file is damaged.</exception>
    public static IReadOnlyList<Quote> Read(CandleStore store, long start, long end)
    {
        var folder = Path.Combine(store.Folder, Name);
        if (!Directory.Exists(folder))
            return [];
        // A file goes on for some time after the first sample that names it, perhaps past midnight.
        var days = Directory.GetDirectories(folder).Where(path =>
            DateTime.TryParseExact(
                Path.GetFileName(path), DayFormat, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            && new DateTimeOffset(day).ToUnixTimeMilliseconds() is var midnight
            && midnight < end && midnight > start - TimeSpan.FromDays(2).TotalMilliseconds);
        return
        [
            .. days.SelectMany(Directory.GetFiles).Where(path => Path.GetExtension(path) == ".parquet").SelectMany(Read)
                .Where(quote => quote.Time >= start && quote.Time < end)
                .OrderBy(quote => quote.Time).ThenBy(quote => quote.Coin, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Quote> Read(string path)
    {
        var table = ParquetTable.Read(path);
        var (times, coins, bids, asks) =
            (table.Get<long>("time"), table.Get<string>("coin"), table.Get<double>("bid"), table.Get<double>("ask"));
        var (marks, indices, rates) = (table.Get<double>("mark"), table.Get<double>("index"), table.Get<double>("funding_rate"));
        return times.Select((time, i) => new Quote(time, coins[i], bids[i], asks[i])
        {
            Mark = marks[i],
            Index = indices[i],
            FundingRate = rates[i],
        });
    }
}
