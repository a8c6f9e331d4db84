using System.Collections.Concurrent;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>Downloads many series into a store, several at a time. A series that fails does not stop the others.</summary>
/// <param name="vendor">From where.</param>
/// <param name="store">Where to.</param>
/// <param name="time">This machine's clock.</param>
public sealed class Downloader(IMarketDataVendor vendor, CandleStore store, TimeProvider time)
{
    // A candle that has just ended may still change in the vendor's answers, or not be in them yet.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();

    /// <summary>Fetches what is missing.</summary>
    /// <param name="options">What.</param>
    /// <param name="told">Told after each request.</param>
    /// <param name="cancellationToken">Stops it between requests; what was fetched is kept.</param>
    /// <exception cref="VendorException">The vendor cannot be asked at all.</exception>
    /// <exception cref="Contracts.InputRefusedException">A coin is unknown.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public async Task<DownloadReport> RunAsync(
        DownloadOptions options, Action<DownloadProgress> told, CancellationToken cancellationToken)
    {
        var (now, skew, register) = await BeginAsync(cancellationToken);
        var coins = await CoinSelection.ChooseAsync(options, vendor, register, cancellationToken);
        var plans = coins.SelectMany(coin => SeriesOf(coin, options)).Where(series => !options.Except.Contains(series)).ToDictionary(
            series => series, series => PlanOf(series, register.Of(series.Coin), options.From, options.To, now));
        return await RunAsync(plans, register, skew, options.Parallel, told, cancellationToken);
    }

    /// <summary>Fetches what series of the store lack, from the first month that is not whole until now.</summary>
    /// <param name="series">Series of which there is something.</param>
    /// <param name="parallel">Series downloaded at the same time.</param>
    /// <param name="told">Told after each request.</param>
    /// <param name="cancellationToken">Stops it between requests; what was fetched is kept.</param>
    /// <exception cref="VendorException">The vendor cannot be asked at all.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public async Task<DownloadReport> UpdateAsync(
        IReadOnlyCollection<SeriesName> series, int parallel, Action<DownloadProgress> told, CancellationToken cancellationToken)
    {
        var (now, skew, register) = await BeginAsync(cancellationToken);
        var plans = series.ToDictionary(name => name, name => PlanOf(name, register.Of(name.Coin), FirstOpen(name), null, now));
        return await RunAsync(plans, register, skew, parallel, told, cancellationToken);
    }

    private async Task<(DateTimeOffset Now, TimeSpan Skew, SymbolRegister Register)> BeginAsync(CancellationToken cancellationToken)
    {
        var now = await vendor.TimeAsync(cancellationToken);
        var skew = time.GetUtcNow() - now;
        var register = await SymbolUpdate.RunAsync(vendor, SymbolRegister.Read(store), now, cancellationToken);
        register.Write(store);
        return (now, skew, register);
    }

    private DateTimeOffset FirstOpen(SeriesName series)
    {
        var parts = store.Index(series).Parts;
        return DateTimeOffset.FromUnixTimeMilliseconds(
            parts.FirstOrDefault(part => !part.IsFinal) is { } open && Month.TryParse(open.Month, out var month)
                ? month.Start
                : parts.Max(part => part.Through));
    }

    private async Task<DownloadReport> RunAsync(
        Dictionary<SeriesName, SeriesPlan> plans, SymbolRegister register, TimeSpan skew, int parallel, Action<DownloadProgress> told,
        CancellationToken cancellationToken)
    {
        var left = new ConcurrentDictionary<SeriesName, int>(
            plans.Select(plan => KeyValuePair.Create(plan.Key, plan.Value.Open(store.Index(plan.Key)).Count())));
        var (months, rows, revised) = (left.Values.Sum(), 0L, 0);
        var (failures, ended) = (new ConcurrentBag<DownloadFailure>(), new ConcurrentDictionary<string, long>());
        await Parallel.ForEachAsync(
            plans, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
            async (plan, token) =>
            {
                var download = new SeriesDownload(store, vendor, plan.Key, plan.Value, time);
                try
                {
                    await download.RunAsync(
                        (fetched, open) =>
                        {
                            lock (gate)
                            {
                                rows += fetched;
                                left[plan.Key] = open;
                                told(new DownloadProgress(plan.Key, rows, months, left.Values.Sum()));
                            }
                        }, token);
                }
                catch (VendorException exception) when (exception is not VendorBannedException)
                {
                    failures.Add(new DownloadFailure(plan.Key, exception.Message));
                }
                Interlocked.Add(ref revised, download.Revised);
                if (download.Ended is { } end)
                    ended.AddOrUpdate(plan.Key.Coin, end, (_, other) => Math.Max(end, other));
            });
        register.With(ended.Select(coin => register.Of(coin.Key)! with // its series were planned
        {
            Delisted = DateTimeOffset.FromUnixTimeMilliseconds(coin.Value),
        })).Write(store);
        return new DownloadReport(
            plans.Count - failures.Count, rows, revised, [.. ended.Keys.Order(StringComparer.Ordinal)],
            [.. failures.OrderBy(failure => $"{failure.Series}", StringComparer.Ordinal)], skew);
    }

    private IEnumerable<SeriesName> SeriesOf(string coin, DownloadOptions options)
    {
        foreach (var timeframe in options.Timeframes)
            yield return new SeriesName(coin, timeframe);
        if (vendor.Market == MarketKind.Futures)
            yield return new SeriesName(coin, null);
    }

    private SeriesPlan PlanOf(SeriesName series, SymbolEntry? symbol, DateTimeOffset from, DateTimeOffset? until, DateTimeOffset now)
    {
        var settled = (now - Settling).ToUnixTimeMilliseconds();
        var end = settled - settled % series.Step;
        if (until is { } to)
            end = Math.Min(end, Month.Of(to.ToUnixTimeMilliseconds() - 1).End);
        if (symbol?.Delisted is { } delisted)
            end = Math.Min(end, delisted.ToUnixTimeMilliseconds());
        var start = from > (symbol?.Listed ?? from) ? from : symbol?.Listed ?? from;
        return new SeriesPlan(
            start.ToUnixTimeMilliseconds(), end, now.ToUnixTimeMilliseconds(), vendor.PageSpan(series), vendor.HasArchive);
    }
}
