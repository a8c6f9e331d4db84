using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Daily;

/// <summary>The coins that are worth a model, and why the others are not.</summary>
/// <param name="Coins">Those chosen, the most traded first.</param>
/// <param name="Excluded">The others.</param>
public sealed record Universe(IReadOnlyList<UniverseCoin> Coins, IReadOnlyList<UniverseCoin> Excluded)
{
    private const long DayMs = 86_400_000;
    private const int FreshDays = 2; // a coin whose candles end before was no longer downloaded

    /// <summary>Chooses among the coins of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">By what.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Contracts.InputRefusedException">A file of the store is damaged.</exception>
    public static Universe Choose(CandleStore store, UniverseSchedule options, CancellationToken cancellationToken)
    {
        var register = SymbolRegister.Read(store);
        var newest = store.Newest().ToUnixTimeMilliseconds();
        var judged = new List<UniverseCoin>();
        foreach (var coin in store.Series().Where(series => series.Timeframe is not null).GroupBy(series => series.Coin))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The longest candles are the fewest to read.
            judged.Add(Judge(store, coin.OrderBy(series => series.Timeframe).Last(), register.Of(coin.Key)?.Delisted, newest, options));
        }
        var good = judged.Where(coin => coin.Reason is null).OrderByDescending(coin => coin.QuoteVolume)
            .ThenBy(coin => coin.Coin, StringComparer.Ordinal).ToList();
        var few = good.Skip(options.MaxCoins)
            .Select(coin => coin with { Reason = $"{options.MaxCoins} coins are traded more, and no more are taken" });
        return new Universe(
            [.. good.Take(options.MaxCoins)],
            [.. judged.Where(coin => coin.Reason is not null).Concat(few).OrderBy(coin => coin.Coin, StringComparer.Ordinal)]);
    }

    private static UniverseCoin Judge(
        CandleStore store, SeriesName series, DateTimeOffset? delisted, long newest, UniverseSchedule options)
    {
        var parts = store.Index(series).Parts.Where(part => part.Rows > 0).ToArray();
        if (parts.Length == 0)
            return new UniverseCoin(series.Coin, 0, 0, "it has no candles");
        var (first, end) = (parts[0].First, parts.Max(part => part.Through));
        var days = (int)((end - first) / DayMs);
        var volume = Volume(store, series, parts, newest, options.VolumeDays);
        return new UniverseCoin(series.Coin, days, volume, Reason());

        string? Reason()
        {
            if (delisted is not null)
                return $"it is no longer traded, since {delisted.Value.UtcDateTime:yyyy-MM-dd}";
            if (newest - end > FreshDays * DayMs)
                return $"its candles end at {DateTimeOffset.FromUnixTimeMilliseconds(end):yyyy-MM-dd}: it is no longer downloaded";
            if (days < options.MinHistoryDays)
                return $"it has {days} days of candles, fewer than {options.MinHistoryDays}";
            return volume < options.MinQuoteVolume
                ? FormattableString.Invariant($"{volume:0} a day are traded, less than {options.MinQuoteVolume:0}")
                : null;
        }
    }

    // The median over whole days of what was traded in a day.
    private static double Volume(CandleStore store, SeriesName series, SeriesPart[] parts, long end, int days)
    {
        var last = end / DayMs * DayMs;
        var from = last - days * DayMs;
        var rows = parts.Where(part => part.Last >= from).Select(part => store.Read(series, part)).OfType<MarketRows>().ToArray();
        var traded = new double[days];
        foreach (var part in rows)
        {
            var volumes = part.Get("quote_volume");
            for (var i = 0; i < part.Count; i++)
            {
                if (part.Times[i] >= from && part.Times[i] < last && double.IsFinite(volumes[i]))
                    traded[(part.Times[i] - from) / DayMs] += volumes[i];
            }
        }
        Array.Sort(traded);
        return traded[days / 2];
    }
}
