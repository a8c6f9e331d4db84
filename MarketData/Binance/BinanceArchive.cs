using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Huracan.MarketData.Http;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Binance;

/// <summary>
/// Binance's public archive: <c>{market}/monthly/klines/BTCUSDT/15m/BTCUSDT-15m-2024-01.zip</c>, the same by day, and
/// <c>{market}/monthly/fundingRate/BTCUSDT/BTCUSDT-fundingRate-2024-01.zip</c>, each with its SHA-256 in a <c>.CHECKSUM</c> beside it.
/// Documented at github.com/binance/binance-public-data.
/// </summary>
internal sealed class BinanceArchive(VendorHttp http, BinanceOptions options, BinanceEndpoints endpoints)
{
    private const string Monthly = "monthly", Daily = "daily", Zip = ".zip", Checksum = ".CHECKSUM";

    private readonly ArchiveListing listing = new(http, new Uri(options.Listing));

    public async Task<IReadOnlyList<string>> CoinsAsync(CancellationToken cancellationToken)
    {
        var (_, folders) = await listing.ListAsync($"{endpoints.Archive}/{Monthly}/klines/", cancellationToken);
        return [.. folders.Select(folder => folder.TrimEnd('/').Split('/')[^1])];
    }

    public async Task<IReadOnlyList<ArchiveFile>> MonthsAsync(SeriesName series, CancellationToken cancellationToken) =>
        await FilesAsync(FolderOf(series, Monthly), cancellationToken);

    public async Task<IReadOnlyList<ArchiveFile>> DaysAsync(SeriesName series, Month month, CancellationToken cancellationToken) =>
        series.Timeframe is null // funding rates have no daily files
            ? []
            : await FilesAsync($"{FolderOf(series, Daily)}{StemOf(series)}-{month}-", cancellationToken);

    public async Task<MarketRows> ReadAsync(SeriesName series, ArchiveFile file, CancellationToken cancellationToken)
    {
        var sum = await http.BytesAsync(new Uri(new Uri(options.Archive), file.Key + Checksum), ReadChecksum, cancellationToken);
        var text = await http.BytesAsync(new Uri(new Uri(options.Archive), file.Key), content => Unpack(content, sum), cancellationToken);
        var csv = new ArchiveCsv(file);
        try
        {
            return series.Timeframe is { } timeframe ? csv.Candles(text, timeframe) : csv.Funding(text);
        }
        catch (RowsRefusedException exception)
        {
            throw new VendorException($"{file.Key}: {exception.Message}.", exception);
        }
    }

    private async Task<IReadOnlyList<ArchiveFile>> FilesAsync(string prefix, CancellationToken cancellationToken)
    {
        var (keys, _) = await listing.ListAsync(prefix, cancellationToken);
        return
        [
            .. keys.Where(key => key.EndsWith(Zip, StringComparison.Ordinal) && keys.Contains(key + Checksum))
                .Select(key => TryPeriod(key, out var file) ? file : null).OfType<ArchiveFile>().OrderBy(file => file.Start),
        ];
    }

    private string FolderOf(SeriesName series, string period) => series.Timeframe is { } timeframe
        ? $"{endpoints.Archive}/{period}/klines/{series.Coin}/{timeframe}/"
        : $"{endpoints.Archive}/{period}/fundingRate/{series.Coin}/";

    private static string StemOf(SeriesName series) => $"{series.Coin}-{series.Timeframe}";

    // The period stands at the end of the name: 2024-01 or 2024-01-31.
    private static bool TryPeriod(string key, out ArchiveFile file)
    {
        file = new ArchiveFile(key, 0, 0);
        var name = key[..^Zip.Length];
        if (name.Length > 10 && DateTime.TryParseExact(
            name[^10..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var day))
        {
            var start = new DateTimeOffset(day).ToUnixTimeMilliseconds();
            file = file with { Start = start, End = start + (long)TimeSpan.FromDays(1).TotalMilliseconds };
            return true;
        }
        if (name.Length <= 7 || !Month.TryParse(name[^7..], out var month))
            return false;
        file = file with { Start = month.Start, End = month.End };
        return true;
    }

    private static string ReadChecksum(byte[] content)
    {
        var sum = Encoding.UTF8.GetString(content).Split(' ', 2)[0].Trim();
        return sum.Length == 64 && sum.All(char.IsAsciiHexDigit)
            ? sum.ToLowerInvariant()
            : throw new PassingException($"the checksum is '{sum[..Math.Min(sum.Length, 80)]}', not 64 hexadecimal digits");
    }

    private static byte[] Unpack(byte[] content, string sum)
    {
        var own = Convert.ToHexStringLower(SHA256.HashData(content));
        if (own != sum)
            throw new PassingException($"its {content.Length} bytes have the SHA-256 {own}, and the archive says {sum}");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content));
            if (zip.Entries is not [var entry])
                throw new PassingException($"the zip holds {zip.Entries.Count} files, not one");
            using var text = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(text);
            return text.ToArray();
        }
        catch (InvalidDataException exception)
        {
            throw new PassingException($"the zip is damaged: {exception.Message}");
        }
    }
}
