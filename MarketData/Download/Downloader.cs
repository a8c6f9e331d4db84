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
    // A candle that has just ended may still change in the vendor's answers.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

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
        var now = await vendor.TimeAsync(cancellationToken);
        var skew = time.GetUtcNow() - now;
        var register = await SymbolUpdate.RunAsync(vendor, SymbolRegister.Read(store), now, cancellationToken);
        register.Write(store);
        var coins = await CoinSelection.ChooseAsync(options, vendor, register, cancellationToken);
        var plans = coins.SelectMany(coin => SeriesOf(coin, options)).ToDictionary(
            series => series, series => PlanOf(series, register.Of(series.Coin), options, now));
        var left = new ConcurrentDictionary<SeriesName, int>(
            plans.Select(plan => KeyValuePair.Create(plan.Key, plan.Value.Open(store.Index(plan.Key)).Count())));
        var (months, rows, revised) = (left.Values.Sum(), 0L, 0);
        var (failures, ended) = (new ConcurrentBag<DownloadFailure>(), new ConcurrentDictionary<string, long>());
        await Parallel.ForEachAsync(
            plans, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
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
                catch (VendorException exception)
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

    private SeriesPlan PlanOf(SeriesName series, SymbolEntry? symbol, DownloadOptions options, DateTimeOffset now)
    {
        const long hour = 3_600_000;
        var settled = (now - Settling).ToUnixTimeMilliseconds();
        var end = settled - settled % (series.Timeframe?.Milliseconds ?? hour); // funding is paid at whole hours
        if (options.To is { } to)
            end = Math.Min(end, Month.Of(to.ToUnixTimeMilliseconds() - 1).End);
        if (symbol?.Delisted is { } delisted)
            end = Math.Min(end, delisted.ToUnixTimeMilliseconds());
        var start = options.From > (symbol?.Listed ?? options.From) ? options.From : symbol?.Listed ?? options.From;
        return new SeriesPlan(
            start.ToUnixTimeMilliseconds(), end, now.ToUnixTimeMilliseconds(), vendor.PageSpan(series), vendor.HasArchive);
    }
}
