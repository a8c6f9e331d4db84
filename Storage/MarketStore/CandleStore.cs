using System.Security.Cryptography;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Storage.Files;
using Huracan.Storage.Tables;

namespace Huracan.Storage.MarketStore;

/// <summary>
/// A folder of one vendor's market: <c>{coin}/{timeframe}/{month}.parquet</c> and <c>{coin}/funding/{month}.parquet</c>, with an index
/// beside the files of each series. A file that the index does not name is not read: a killed writer leaves nothing half-done. One process
/// writes at a time.
/// </summary>
public sealed class CandleStore
{
    private const string HeaderFile = "store.json";
    private const string IndexFile = "index.json";
    private const string LockFile = ".lock";
    private const int Version = 1;

    private CandleStore(string folder, StoreHeader header) => (Folder, Header) = (folder, header);

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Whose it is.</summary>
    public StoreHeader Header { get; }

    /// <summary>Whether a folder is a store.</summary>
    public static bool IsStore(string folder) => File.Exists(Path.Combine(folder, HeaderFile));

    /// <summary>Opens a store.</summary>
    /// <exception cref="InputRefusedException">It is none, or of another version.</exception>
    public static CandleStore Open(string folder)
    {
        if (!IsStore(folder))
            throw new InputRefusedException(
                $"There is no store of candles at {Path.GetFullPath(folder)}; make one with 'huracan data download --out {folder}'.");
        var path = Path.Combine(folder, HeaderFile);
        var header = JsonFile.Read<StoreHeader>(path);
        return header.Version == Version
            ? new CandleStore(folder, header)
            : throw new InputRefusedException($"{path}: 'version' is {header.Version}; this program reads {Version}.");
    }

    /// <summary>Opens a vendor's store, or makes an empty one.</summary>
    /// <exception cref="InputRefusedException">The folder is the store of another vendor or market.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static CandleStore OpenOrCreate(string folder, string vendor, string market)
    {
        if (!IsStore(folder))
            AtomicFile.Write(Path.Combine(folder, HeaderFile), HuracanJson.Serialize(new StoreHeader(Version, vendor, market)));
        var store = Open(folder);
        return store.Header.Vendor == vendor && store.Header.Market == market
            ? store
            : throw new InputRefusedException(
                $"{folder} holds {store.Header.Market} of {store.Header.Vendor}, not {market} of {vendor}; name another folder.");
    }

    /// <summary>Keeps other processes from writing, until it is disposed of or this process ends.</summary>
    /// <exception cref="InputRefusedException">Another process writes.</exception>
    public IDisposable Lock() =>
        TryLock() ?? throw new InputRefusedException($"{Folder} is being written by another process.");

    /// <summary>The same; null where another process writes.</summary>
    public IDisposable? TryLock()
    {
        try
        {
            return new FileStream(
                Path.Combine(Folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            return null;
        }
    }

    /// <summary>All series, by coin and timeframe; funding rates last.</summary>
    public IReadOnlyList<SeriesName> Series() =>
    [
        .. Directory.GetDirectories(Folder).SelectMany(coin => Directory.GetDirectories(coin).Select(series =>
                (Coin: Path.GetFileName(coin), Name: Path.GetFileName(series), HasIndex: File.Exists(Path.Combine(series, IndexFile)))))
            .Where(series => series.HasIndex && (series.Name == SeriesName.Funding || Timeframe.TryParse(series.Name, out _)))
            .Select(series => new SeriesName(
                series.Coin, Timeframe.TryParse(series.Name, out var timeframe) ? timeframe : null))
            .OrderBy(series => series.Coin, StringComparer.Ordinal).ThenBy(series => series.Timeframe?.Minutes ?? int.MaxValue),
    ];

    /// <summary>When the newest candle closed, UTC; the beginning of the Unix epoch where there is none.</summary>
    public DateTimeOffset Newest() => DateTimeOffset.FromUnixTimeMilliseconds(
        Series().Where(series => series.Timeframe is not null)
            .SelectMany(series => Index(series).Parts.Select(part => part.Through)).DefaultIfEmpty().Max());

    /// <summary>What there is of a series; an empty index where there is nothing.</summary>
    /// <exception cref="InputRefusedException">The index cannot be read.</exception>
    public SeriesIndex Index(SeriesName series)
    {
        var path = Path.Combine(FolderOf(series), IndexFile);
        return File.Exists(path) ? JsonFile.Read<SeriesIndex>(path) : new SeriesIndex(Header.Vendor, []);
    }

    /// <summary>
    /// The rows of a month; none where there is no file. The file may be ahead of the index: it is written first, and a writer may be
    /// killed between the two.
    /// </summary>
    /// <exception cref="InputRefusedException">The file is damaged, or has fewer rows than the index says.</exception>
    public MarketRows? Read(SeriesName series, SeriesPart part)
    {
        if (part.Rows == 0)
            return null;
        var path = PathOf(series, part.Month);
        var rows = MarketRows.Of(ParquetTable.Read(path));
        if (Month.TryParse(part.Month, out var month) && (rows.Times[0] < month.Start || rows.Times[^1] >= month.End))
            throw new InputRefusedException($"{path} has rows of another month. Delete the month from {IndexFile} and download it again.");
        return rows.Count >= part.Rows
            ? rows
            : throw new InputRefusedException(
                $"{path} has {rows.Count} rows, and {IndexFile} says {part.Rows} or more. Delete the month from both and download it "
                    + "again.");
    }

    /// <summary>All rows of a series; null where there are none.</summary>
    /// <exception cref="InputRefusedException">A file is damaged, or has fewer rows than the index says.</exception>
    public MarketRows? ReadAll(SeriesName series)
    {
        var months = Index(series).Parts.Select(part => Read(series, part)).OfType<MarketRows>().ToArray();
        return months.Length == 0 ? null : MarketRows.Concat(months);
    }

    /// <summary>Writes a month's rows, then the index that names them.</summary>
    /// <param name="series">The series.</param>
    /// <param name="index">What there is of it before.</param>
    /// <param name="part">The month; number, times and hash of its rows are filled in.</param>
    /// <param name="rows">All its rows; null where there are none.</param>
    /// <returns>What there is of the series now.</returns>
    /// <exception cref="IOException">It cannot be written; nothing half-written is left.</exception>
    public SeriesIndex Write(SeriesName series, SeriesIndex index, SeriesPart part, MarketRows? rows)
    {
        var written = part with { Rows = 0, First = 0, Last = 0, Sha256 = "" };
        if (rows is { Count: > 0 })
        {
            var path = PathOf(series, part.Month);
            using var content = new MemoryStream();
            ParquetTable.Write(content, rows.Table);
            AtomicFile.Write(path, content.ToArray());
            written = written with
            {
                Rows = rows.Count,
                First = rows.Times[0],
                Last = rows.Times[^1],
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(content.ToArray())),
            };
        }
        var changed = index.With(written);
        AtomicFile.Write(Path.Combine(FolderOf(series), IndexFile), HuracanJson.Serialize(changed));
        return changed;
    }

    private string FolderOf(SeriesName series) => Path.Combine(Folder, series.Coin, series.Folder);

    private string PathOf(SeriesName series, string month) => Path.Combine(FolderOf(series), $"{month}.parquet");
}
