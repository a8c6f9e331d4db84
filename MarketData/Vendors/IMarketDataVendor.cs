using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Vendors;

/// <summary>
/// An exchange's public market data: what is traded, candles and funding rates. Times are milliseconds since the Unix epoch, UTC. Every
/// call waits where the vendor asks to, tries again what may pass, and throws <see cref="VendorException"/> for what does not.
/// </summary>
public interface IMarketDataVendor
{
    /// <summary>Such as <c>binance</c>.</summary>
    string Name { get; }

    /// <summary>What is traded there.</summary>
    MarketKind Market { get; }

    /// <summary>Coins that were renamed, with their new names.</summary>
    IReadOnlyDictionary<string, string> Renames { get; }

    /// <summary>Whether there is an archive of files.</summary>
    bool HasArchive { get; }

    /// <summary>How long a period one request of <see cref="RowsAsync"/> may ask for, milliseconds.</summary>
    long PageSpan(SeriesName series);

    /// <summary>The vendor's clock.</summary>
    Task<DateTimeOffset> TimeAsync(CancellationToken cancellationToken);

    /// <summary>The coins that are traded now, and those the vendor still remembers.</summary>
    Task<IReadOnlyList<Instrument>> InstrumentsAsync(CancellationToken cancellationToken);

    /// <summary>What was traded in the last 24 hours.</summary>
    Task<IReadOnlyList<CoinVolume>> VolumesAsync(CancellationToken cancellationToken);

    /// <summary>Every coin the archive has anything of, delisted ones too; none without an archive.</summary>
    Task<IReadOnlyList<string>> ArchivedCoinsAsync(CancellationToken cancellationToken);

    /// <summary>The archive's files of whole months, ascending.</summary>
    Task<IReadOnlyList<ArchiveFile>> MonthsAsync(SeriesName series, CancellationToken cancellationToken);

    /// <summary>The archive's files of the days of a month, ascending; none where it has no such files.</summary>
    Task<IReadOnlyList<ArchiveFile>> DaysAsync(SeriesName series, Month month, CancellationToken cancellationToken);

    /// <summary>Reads a file of the archive; its checksum is verified.</summary>
    Task<MarketRows> ReadAsync(SeriesName series, ArchiveFile file, CancellationToken cancellationToken);

    /// <summary>All rows of <c>[start, end)</c> by REST: closed candles, if <paramref name="end"/> is not in the future.</summary>
    /// <param name="series">The series.</param>
    /// <param name="start">First time.</param>
    /// <param name="end">Exclusive; at most <see cref="PageSpan"/> after the start.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnknownCoinException">The vendor does not know the coin.</exception>
    Task<MarketRows> RowsAsync(SeriesName series, long start, long end, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a connection and tells of candles as they go on and close. It ends when the connection has lived long enough; whoever wants to
    /// go on opens the next one, and asks for what it has missed.
    /// </summary>
    /// <param name="series">Series of candles, as many as a connection may carry.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="VendorException">The connection cannot be opened, or broke.</exception>
    IAsyncEnumerable<LiveCandle> FollowAsync(IReadOnlyList<SeriesName> series, CancellationToken cancellationToken);

    /// <summary>The best prices of all coins now.</summary>
    Task<IReadOnlyList<Quote>> QuotesAsync(CancellationToken cancellationToken);
}
