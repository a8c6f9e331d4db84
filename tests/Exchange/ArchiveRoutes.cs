using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Huracan.Contracts;
using Huracan.Storage.MarketStore;
using Microsoft.AspNetCore.Http;

namespace Huracan.Tests.Exchange;

/// <summary>
/// Binance's public archive and its listing. A day's file is there six hours after the day, a month's a day after the month.
/// </summary>
internal sealed class ArchiveRoutes(LocalExchange exchange)
{
    private const int PageSize = 1000;
    private static readonly TimeSpan DayDelay = TimeSpan.FromHours(6), MonthDelay = TimeSpan.FromDays(1);

    /// <summary>A file, or its checksum.</summary>
    public Answer Read(string key)
    {
        var isSum = key.EndsWith(".CHECKSUM", StringComparison.Ordinal);
        var name = isSum ? key[..^".CHECKSUM".Length] : key;
        var parts = name.Split('/');
        if (parts is not ["data", .., _, _] || !Keys(string.Join('/', parts[..^1]) + "/").Contains(name))
            return new Answer(404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>"u8.ToArray());
        var zip = Zip(parts[^1], Csv(name));
        return isSum
            ? new Answer(200, "text/plain", Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(zip))}  {parts[^1]}\n"))
            : new Answer(200, "application/zip", zip);
    }

    /// <summary>S3's ListObjects with a delimiter.</summary>
    public Answer List(HttpContext context)
    {
        var prefix = context.Request.Query["prefix"].FirstOrDefault() ?? "";
        var marker = context.Request.Query["marker"].FirstOrDefault() ?? "";
        var isRoot = prefix.EndsWith("/klines/", StringComparison.Ordinal);
        var all = isRoot
            ? exchange.Candles.Coins.Select(coin => $"{prefix}{coin}/")
            : Keys(prefix[..(prefix.LastIndexOf('/') + 1)]).SelectMany(key => new[] { key, key + ".CHECKSUM" })
                .Where(key => key.StartsWith(prefix, StringComparison.Ordinal));
        var rest = all.Order(StringComparer.Ordinal).Where(key => string.CompareOrdinal(key, marker) > 0).ToArray();
        var page = rest.Take(PageSize).ToArray();
        var items = page.Select(key => isRoot
            ? $"<CommonPrefixes><Prefix>{key}</Prefix></CommonPrefixes>"
            : $"<Contents><Key>{key}</Key><Size>1</Size></Contents>");
        var next = rest.Length > page.Length ? $"<NextMarker>{page[^1]}</NextMarker>" : "";
        return new Answer(200, "application/xml", Encoding.UTF8.GetBytes(
            $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Prefix>{prefix}</Prefix>
            <IsTruncated>{(next.Length > 0 ? "true" : "false")}</IsTruncated>{next}{string.Concat(items)}</ListBucketResult>
            """));
    }

    // The zips of a folder such as data/futures/um/monthly/klines/BTCUSDT/15m/.
    private IEnumerable<string> Keys(string folder)
    {
        var parts = folder.TrimEnd('/').Split('/');
        var isDaily = parts.Contains("daily");
        var stem = parts.Contains("fundingRate") ? $"{parts[^1]}-fundingRate" : parts.Length > 2 ? $"{parts[^2]}-{parts[^1]}" : "";
        if (!exchange.Candles.Coins.Any(coin => parts.Contains(coin)))
            yield break;
        for (var day = DateTimeOffset.FromUnixTimeMilliseconds(exchange.Candles.Start); ;)
        {
            var next = isDaily ? day.AddDays(1) : new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
            if (next + (isDaily ? DayDelay : MonthDelay) > exchange.Now)
                yield break;
            yield return $"{folder}{stem}-{day.ToString(isDaily ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture)}.zip";
            day = next;
        }
    }

    private string Csv(string key)
    {
        var name = key.Split('/')[^1][..^".zip".Length];
        var isDaily = key.Contains("/daily/", StringComparison.Ordinal);
        var period = name[^(isDaily ? 10 : 7)..];
        var from = DateTimeOffset.ParseExact(
            period, isDaily ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var to = isDaily ? from.AddDays(1) : from.AddMonths(1);
        var isSpot = key.Contains("/spot/", StringComparison.Ordinal);
        var parts = key.Split('/');
        var text = new StringBuilder();
        if (parts.Contains("fundingRate"))
        {
            text.Append("calc_time,funding_interval_hours,last_funding_rate\n");
            for (var time = from.ToUnixTimeMilliseconds(); time < to.ToUnixTimeMilliseconds(); time += 28_800_000)
                text.Append(CultureInfo.InvariantCulture, $"{time + 2},8,{ExchangeCandles.Rate(parts[^2], time)}\n");
            return text.ToString();
        }
        var series = new SeriesName(parts[^3], Timeframe.Parse(parts[^2]));
        if (!isSpot)
            text.Append(
                "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n");
        var length = series.Timeframe!.Value.Milliseconds; // candles have one
        var scale = isSpot && from.Year >= 2025 ? 1000 : 1; // microseconds
        for (var time = Math.Max(from.ToUnixTimeMilliseconds(), exchange.Candles.Start); time < to.ToUnixTimeMilliseconds(); time += length)
        {
            if (exchange.Candles.At(series, time) is not { } cells)
                continue;
            var close = exchange.Revisions.GetValueOrDefault(($"{series}", time), cells[3]);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{time * scale},{cells[0]},{cells[1]},{cells[2]},{close},{cells[4]},{(time + length) * scale - 1},")
                .Append(CultureInfo.InvariantCulture, $"{cells[5]},{cells[6]},{cells[7]},0,0\n");
        }
        return text.ToString();
    }

    private static byte[] Zip(string name, string csv)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(name.Replace(".zip", ".csv", StringComparison.Ordinal), CompressionLevel.Fastest);
            entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(csv));
        }
        return content.ToArray();
    }
}
