using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Storage.MarketStore;
using Microsoft.AspNetCore.Http;

namespace Huracan.Tests.Exchange;

/// <summary>The live candles of Binance (combined streams, named in the address) and of Bybit (topics, asked for by messages).</summary>
internal sealed class StreamRoutes(LocalExchange exchange)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public async Task BinanceAsync(HttpContext context)
    {
        var names = (context.Request.Query["streams"].FirstOrDefault() ?? "").Split('/').Select(name => name.Split("@kline_"));
        var series = names.Select(name => new SeriesName(name[0].ToUpperInvariant(), Timeframe.Parse(name[1]))).ToArray();
        await ServeAsync(context, () => series, BinanceMessage, _ => null);
    }

    public async Task BybitAsync(HttpContext context)
    {
        var topics = new ConcurrentDictionary<SeriesName, bool>();
        await ServeAsync(context, () => topics.Keys, BybitMessage, request =>
        {
            using var document = JsonDocument.Parse(request);
            if (document.RootElement.GetProperty("op").GetString() == "ping")
                return """{"success":true,"ret_msg":"pong","op":"ping"}""";
            var asked = document.RootElement.GetProperty("args").EnumerateArray().Select(topic => topic.GetString()!.Split('.')).Select(
                parts => new SeriesName(parts[2], new Timeframe(int.Parse(parts[1], CultureInfo.InvariantCulture)))).ToArray();
            if (Array.Find(asked, one => exchange.Vanished.ContainsKey(one.Coin)) is { Coin: not null } unknown)
                return $$"""{"success":false,"ret_msg":"Invalid symbol :[{{unknown.Coin}}]","op":"subscribe"}"""; // refused whole
            foreach (var one in asked)
                topics[one] = true;
            return """{"success":true,"ret_msg":"","op":"subscribe"}""";
        });
    }

    private async Task ServeAsync(
        HttpContext context, Func<IEnumerable<SeriesName>> subscribed, Func<SeriesName, long, bool, string> message,
        Func<string, string?> answer)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = 400;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        exchange.Connections++;
        var answers = new ConcurrentQueue<string>();
        var reading = ReadAsync(socket, request => answers.Enqueue(answer(request) ?? "{}"), context.RequestAborted);
        var sent = new Dictionary<SeriesName, long>();
        var late = new Dictionary<SeriesName, string>();
        for (var round = 0; !reading.IsCompleted && !context.RequestAborted.IsCancellationRequested; round++)
        {
            while (answers.TryDequeue(out var text))
                await SendAsync(socket, text);
            var now = exchange.Now.ToUnixTimeMilliseconds();
            var number = 0;
            foreach (var series in subscribed().Where(one => !exchange.Vanished.ContainsKey(one.Coin)))
            {
                var length = series.Timeframe!.Value.Milliseconds;
                var closed = now / length * length - length;
                if (sent.TryGetValue(series, out var last) && last < closed)
                {
                    for (var time = last + length; time <= closed; time += length)
                    {
                        if (!await SendClosedAsync(socket, series, time, message, late))
                        {
                            context.Abort();
                            return;
                        }
                    }
                }
                sent[series] = closed;
                // Each open candle is told of now and then.
                if (number++ % 50 == round % 50 && exchange.Candles.At(series, closed + length) is not null)
                    await SendAsync(socket, message(series, closed + length, false));
            }
            await Task.Delay(Tick);
        }
    }

    // False where the connection is to be cut.
    private async Task<bool> SendClosedAsync(
        WebSocket socket, SeriesName series, long time, Func<SeriesName, long, bool, string> message, Dictionary<SeriesName, string> late)
    {
        if (exchange.Candles.At(series, time) is null)
            return true;
        var text = message(series, time, true);
        switch (exchange.StreamFaults(series, time))
        {
            case StreamFault.Cut:
                return false;
            case StreamFault.Page:
                await SendAsync(socket, "<html><body>We will be back soon</body></html>");
                break;
            case StreamFault.Lost:
                break;
            case StreamFault.Late:
                late[series] = text;
                return true;
            case StreamFault.Twice:
                await SendAsync(socket, text);
                await SendAsync(socket, text);
                break;
            default:
                await SendAsync(socket, text);
                break;
        }
        if (late.Remove(series, out var earlier))
            await SendAsync(socket, earlier);
        return true;
    }

    // An open candle has another close than it will have.
    private string BinanceMessage(SeriesName series, long time, bool isClosed)
    {
        var cells = exchange.Candles.At(series, time)!;
        var end = time + series.Timeframe!.Value.Milliseconds - 1;
        return $$"""
            {"stream":"{{series.Coin.ToLowerInvariant()}}@kline_{{series.Timeframe}}","data":{"e":"kline",
            "E":{{exchange.Now.ToUnixTimeMilliseconds()}},"s":"{{series.Coin}}","k":{"t":{{time}},"T":{{end}},"s":"{{series.Coin}}",
            "i":"{{series.Timeframe}}","f":100,"L":200,"o":"{{cells[0]}}","c":"{{(isClosed ? cells[3] : "1")}}","h":"{{cells[1]}}",
            "l":"{{cells[2]}}","v":"{{cells[4]}}","n":{{cells[6]}},"x":{{(isClosed ? "true" : "false")}},"q":"{{cells[5]}}",
            "V":"{{cells[7]}}","Q":"1","B":"0"} } }
            """;
    }

    private string BybitMessage(SeriesName series, long time, bool isClosed)
    {
        var cells = exchange.Candles.At(series, time)!;
        var (minutes, now) = (series.Timeframe!.Value.Minutes, exchange.Now.ToUnixTimeMilliseconds());
        return $$"""
            {"topic":"kline.{{minutes}}.{{series.Coin}}","data":[{"start":{{time}},"end":{{time + minutes * 60_000 - 1}},
            "interval":"{{minutes}}","open":"{{cells[0]}}","close":"{{(isClosed ? cells[3] : "1")}}","high":"{{cells[1]}}",
            "low":"{{cells[2]}}","volume":"{{cells[4]}}","turnover":"{{cells[5]}}","confirm":{{(isClosed ? "true" : "false")}},
            "timestamp":{{now}}}],"ts":{{now}},"type":"snapshot"}
            """;
    }

    private static async Task ReadAsync(WebSocket socket, Action<string> request, CancellationToken cancellationToken)
    {
        var buffer = new byte[65_536];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                request(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // the other side is gone
        }
    }

    private static async Task SendAsync(WebSocket socket, string text)
    {
        if (socket.State == WebSocketState.Open)
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }
}
