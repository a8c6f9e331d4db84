using Huracan.Contracts;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Download;
using Huracan.MarketData.Live;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Configuration;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Stores;

/// <summary>Keeps a downloaded store fresh: the series it has, of coins that are still traded.</summary>
public sealed class StoreFollower : IDisposable
{
    private readonly IMarketDataVendor vendor;
    private readonly TimeProvider time;
    private readonly IDisposable writing;
    private readonly FollowOptions options;
    private readonly CandleFollower follower;

    private StoreFollower(IMarketDataVendor vendor, CandleStore store, IDisposable writing, VendorsOptions options, TimeProvider time)
    {
        (this.vendor, this.writing, this.time, this.options, Store) = (vendor, writing, time, options.Follow, store);
        follower = new CandleFollower(vendor, store, options.Follow, options.Streams, time);
    }

    /// <summary>The store.</summary>
    public CandleStore Store { get; }

    /// <summary>How following goes.</summary>
    public FollowStatus Status => follower.Status();

    /// <summary>The series that are followed; none before <see cref="FollowAsync"/>.</summary>
    public IReadOnlyList<SeriesFreshness> Series => follower.Series();

    /// <summary>
    /// Until when a series is known, exclusive, milliseconds since the Unix epoch; of one that is not followed, as the store has it.
    /// </summary>
    public long Through(SeriesName name) =>
        follower.Through(name) ?? Store.Index(name).Parts.Select(part => part.Through).DefaultIfEmpty().Max();

    /// <summary>Whether a series is followed, and the vendor still knows its coin.</summary>
    public bool IsLive(SeriesName name) => follower.IsLive(name);

    /// <summary>Rows of a series from a moment on, those among them that are not written yet; null where there are none.</summary>
    /// <param name="name">The series.</param>
    /// <param name="from">Milliseconds since the Unix epoch.</param>
    /// <exception cref="InputRefusedException">A file of the store is damaged.</exception>
    public MarketRows? Rows(SeriesName name, long from) => follower.Rows(name, from);

    /// <summary>Opens a store; no other process may write it until this is disposed of.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="options">Where vendors are, and how they are asked.</param>
    /// <param name="client">Sends requests.</param>
    /// <param name="time">This machine's clock.</param>
    /// <exception cref="InputRefusedException">It is no store, has no candles of a coin that is traded, or is written by another
    /// process.</exception>
    public static StoreFollower Open(string folder, VendorsOptions options, HttpClient client, TimeProvider time)
    {
        var store = CandleStore.Open(folder);
        if (!Traded(store).Exists(series => series.Timeframe is not null))
            throw new InputRefusedException($"{folder} has no candles of a coin that is traded; download some first.");
        var market = SettingValue.Parse<MarketKind>("market", store.Header.Market);
        var vendor = VendorCatalog.Create(store.Header.Vendor, market, options, client, time);
        return new StoreFollower(vendor, store, store.Lock(), options, time);
    }

    /// <summary>Downloads what the store's series lack, from the archive where that has it.</summary>
    /// <param name="told">Told after each request.</param>
    /// <param name="cancellationToken">Stops it between requests; what was fetched is kept.</param>
    /// <exception cref="VendorException">The vendor cannot be asked at all.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public Task<DownloadReport> CatchUpAsync(Action<DownloadProgress> told, CancellationToken cancellationToken) =>
        new Downloader(vendor, Store, time).UpdateAsync(Traded(Store), options.Parallel, told, cancellationToken);

    /// <summary>Follows until it is cancelled; what is new is written before it returns.</summary>
    /// <param name="closed">As <see cref="CandleFollower.RunAsync"/> tells it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="VendorException">The vendor's clock cannot be asked at the start.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public Task FollowAsync(Action<ClosedCandles> closed, CancellationToken cancellationToken) =>
        follower.RunAsync(Traded(Store), time.GetUtcNow(), closed, cancellationToken);

    /// <summary>Lets others write the store.</summary>
    public void Dispose() => writing.Dispose();

    private static List<SeriesName> Traded(CandleStore store)
    {
        var register = SymbolRegister.Read(store);
        return [.. store.Series().Where(series => register.Of(series.Coin)?.Delisted is null)];
    }
}
