using System.Text.Json;
using Huracan.Contracts;
using Huracan.MarketData.Streams;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Binance;

/// <summary>
/// Binance's combined streams of candles: developers.binance.com, "Websocket Market Streams". Those of futures have been at <c>/market</c>
/// since 2026.
/// </summary>
/// <param name="address">Where.</param>
/// <param name="options">How connections are held.</param>
/// <param name="time">Clock of their limits.</param>
internal sealed class BinanceStream(Uri address, StreamOptions options, TimeProvider time)
{
    public IAsyncEnumerable<LiveCandle> FollowAsync(IReadOnlyList<SeriesName> series, CancellationToken cancellationToken)
    {
        var names = series.Select(one => $"{one.Coin.ToLowerInvariant()}@kline_{one.Timeframe}");
        return new VendorStream(new Uri(address, $"stream?streams={string.Join('/', names)}"), options, time)
            .ReadAsync(Read, cancellationToken);
    }

    private static IEnumerable<LiveCandle> Read(JsonElement message)
    {
        var data = message.GetProperty("data");
        if (data.GetProperty("e").GetString() != "kline")
            yield break;
        var kline = data.GetProperty("k");
        if (!Timeframe.TryParse(kline.GetProperty("i").GetString(), out var timeframe))
            throw new FormatException("the interval is none");
        var series = new SeriesName(data.GetProperty("s").GetString() ?? "", timeframe);
        var candle = kline.GetProperty("x").GetBoolean() ? KlineRows.OfStream(kline).Checked(series) : null;
        yield return new LiveCandle(series, candle, data.GetProperty("E").GetInt64());
    }
}
