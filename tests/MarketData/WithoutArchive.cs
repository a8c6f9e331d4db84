using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.MarketData;

/// <summary>A vendor whose archive is not looked at.</summary>
internal sealed class WithoutArchive(IMarketDataVendor vendor) : IMarketDataVendor
{
    public string Name => vendor.Name;

    public MarketKind Market => vendor.Market;

    public IReadOnlyDictionary<string, string> Renames => vendor.Renames;

    public bool HasArchive => false;

    public long PageSpan(SeriesName series) => Math.Min(vendor.PageSpan(series), 86_400_000);

    public Task<DateTimeOffset> TimeAsync(CancellationToken cancellationToken) => vendor.TimeAsync(cancellationToken);

    public Task<IReadOnlyList<Instrument>> InstrumentsAsync(CancellationToken cancellationToken) =>
        vendor.InstrumentsAsync(cancellationToken);

    public Task<IReadOnlyList<CoinVolume>> VolumesAsync(CancellationToken cancellationToken) => vendor.VolumesAsync(cancellationToken);

    public Task<IReadOnlyList<string>> ArchivedCoinsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<ArchiveFile>> MonthsAsync(SeriesName series, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ArchiveFile>> DaysAsync(SeriesName series, Month month, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<MarketRows> ReadAsync(SeriesName series, ArchiveFile file, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<MarketRows> RowsAsync(SeriesName series, long start, long end, CancellationToken cancellationToken) =>
        vendor.RowsAsync(series, start, end, cancellationToken);

    public IAsyncEnumerable<LiveCandle> FollowAsync(IReadOnlyList<SeriesName> series, CancellationToken cancellationToken) =>
        vendor.FollowAsync(series, cancellationToken);

    public Task<IReadOnlyList<Quote>> QuotesAsync(CancellationToken cancellationToken) => vendor.QuotesAsync(cancellationToken);
}
