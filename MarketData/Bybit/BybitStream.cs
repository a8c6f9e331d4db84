using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.MarketData.Streams;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Bybit;

/// <summary>Bybit's topics of candles: bybit-exchange.github.io/docs/v5, "WebSocket Stream", "Kline".</summary>
/// <param name="options">Where.</param>
/// <param name="market">Which market.</param>
/// <param name="streams">How connections are held.</param>
/// <param name="time">Clock of their limits.</param>
internal sealed class BybitStream(BybitOptions options, MarketKind market, StreamOptions streams, TimeProvider time)
{
    private const int TopicsPerRequest = 10; // of spot; perpetual contracts allow more

    public IAsyncEnumerable<LiveCandle> FollowAsync(IReadOnlyList<SeriesName> series, CancellationToken cancellationToken)
    {
        var path = market == MarketKind.Futures ? "v5/public/linear" : "v5/public/spot";
        var requests = series.Select(one => $"\"kline.{BybitInterval.Of(one.Timeframe!.Value)}.{one.Coin}\"") // candles have one
            .Chunk(TopicsPerRequest).Select(topics => $$"""{"op":"subscribe","args":[{{string.Join(',', topics)}}]}""");
        return new VendorStream(new Uri(new Uri(options.Stream), path), streams, time)
        {
            Requests = [.. requests],
            KeepAlive = """{"op":"ping"}""",
        }.ReadAsync(Read, cancellationToken);
    }

    private static IEnumerable<LiveCandle> Read(JsonElement message)
    {
        // A request that names one unknown coin is refused whole. Its series are then asked for by REST.
        if (!message.TryGetProperty("topic", out var topic))
            yield break;
        var parts = (topic.GetString() ?? "").Split('.');
        if (parts is not ["kline", var interval, var coin])
            throw new FormatException("the topic is none that was asked for");
        var series = new SeriesName(coin, BybitInterval.Parse(interval));
        var sent = message.GetProperty("ts").GetInt64();
        foreach (var kline in message.GetProperty("data").EnumerateArray())
            yield return new LiveCandle(series, kline.GetProperty("confirm").GetBoolean() ? CandleOf(kline).Checked(series) : null, sent);
    }

    private static MarketRows CandleOf(JsonElement kline)
    {
        double[] Cell(string name) => [double.Parse(kline.GetProperty(name).GetString() ?? "", CultureInfo.InvariantCulture)];
        return MarketRows.Candles(
            [kline.GetProperty("start").GetInt64()], Cell("open"), Cell("high"), Cell("low"), Cell("close"), Cell("volume"),
            Cell("turnover"), [double.NaN], [double.NaN]);
    }
}
