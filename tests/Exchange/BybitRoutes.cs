using System.Globalization;
using Huracan.Contracts;
using Huracan.Storage.MarketStore;
using Microsoft.AspNetCore.Http;

namespace Huracan.Tests.Exchange;

/// <summary>Bybit's REST: newest first, numbers as text, errors with status 200.</summary>
internal sealed class BybitRoutes(LocalExchange exchange)
{
    public Answer Answer(HttpContext context, string path)
    {
        var query = context.Request.Query;
        return path switch
        {
            "time" => Result($$"""
                {"timeSecond":"{{exchange.Now.ToUnixTimeSeconds()}}","timeNano":"{{exchange.Now.ToUnixTimeMilliseconds()}}000000"}
                """),
            "instruments-info" when query["status"] == "Closed" => Closed(),
            "instruments-info" => Instruments(query["cursor"].FirstOrDefault() ?? ""),
            "tickers" => Tickers(),
            _ when !exchange.Candles.Coins.Except(exchange.Vanished.Keys).Contains(query["symbol"].FirstOrDefault() ?? "") =>
                Exchange.Answer.Json("""{"retCode":10001,"retMsg":"params error: Symbol Invalid","result":{}}"""),
            "kline" => Klines(query),
            "funding/history" => Funding(query),
            _ => Exchange.Answer.Refused(404, null, "{}"),
        };
    }

    private Answer Tickers()
    {
        var items = exchange.Candles.Coins.Select((coin, i) =>
        {
            var (bid, ask) = exchange.QuoteOf(coin);
            return $$"""
                {"symbol":"{{coin}}","turnover24h":"{{1000 - i}}","bid1Price":"{{bid}}","ask1Price":"{{ask}}","markPrice":"{{bid}}",
                "indexPrice":"{{bid}}","fundingRate":"{{ExchangeCandles.Rate(coin, 0)}}","nextFundingTime":"28800000"}
                """;
        });
        return Result($$"""{"list":[{{string.Join(",", items)}}]}""");
    }

    // Two pages, to be followed by the cursor.
    private Answer Instruments(string cursor)
    {
        var traded = exchange.Candles.Coins.Except(exchange.Vanished.Keys).ToArray();
        var half = traded.Length / 2;
        var items = (cursor.Length == 0 ? traded.Take(half) : traded.Skip(half)).Select(coin => Instrument(coin, "Trading", 0));
        return Result($$"""{"list":[{{string.Join(",", items)}}],"nextPageCursor":"{{(cursor.Length == 0 ? "page2" : "")}}"}""");
    }

    // Closed an hour ago.
    private Answer Closed()
    {
        var closed = exchange.Now.AddHours(-1).ToUnixTimeMilliseconds();
        var items = exchange.Vanished.Keys.Order(StringComparer.Ordinal).Select(coin => Instrument(coin, "Closed", closed));
        return Result($$"""{"list":[{{string.Join(",", items)}}],"nextPageCursor":""}""");
    }

    private string Instrument(string coin, string status, long delivered) => $$"""
        {"symbol":"{{coin}}","contractType":"LinearPerpetual","status":"{{status}}","baseCoin":"{{coin[..^4]}}","quoteCoin":"USDT",
        "launchTime":"{{exchange.Candles.Start}}","deliveryTime":"{{delivered}}","priceFilter":{"tickSize":"0.01"},
        "lotSizeFilter":{"qtyStep":"0.001"} }
        """;

    private Answer Klines(IQueryCollection query)
    {
        var timeframe = new Timeframe(query["interval"] == "D" ? 1440 : (int)Number(query, "interval"));
        var series = new SeriesName(query["symbol"]!, timeframe);
        var rows = new List<string>();
        var last = Math.Min(Number(query, "end"), exchange.Now.ToUnixTimeMilliseconds());
        for (var time = last / timeframe.Milliseconds * timeframe.Milliseconds;
            time >= Number(query, "start") && rows.Count < Number(query, "limit"); time -= timeframe.Milliseconds)
        {
            if (!exchange.IsUnpublished(time + timeframe.Milliseconds) && exchange.Candles.At(series, time) is { } cells)
                rows.Add($"""["{time}","{cells[0]}","{cells[1]}","{cells[2]}","{cells[3]}","{cells[4]}","{cells[5]}"]""");
        }
        return Result($$"""{"category":"linear","list":[{{string.Join(",", rows)}}]}""");
    }

    private Answer Funding(IQueryCollection query)
    {
        const long interval = 28_800_000;
        var coin = query["symbol"].First()!;
        var rows = new List<string>();
        var last = Math.Min(Number(query, "endTime"), exchange.Now.ToUnixTimeMilliseconds());
        for (var time = last / interval * interval; time >= Math.Max(Number(query, "startTime"), exchange.Candles.Start)
            && rows.Count < Number(query, "limit"); time -= interval)
            rows.Add($$"""{"symbol":"{{coin}}","fundingRate":"{{ExchangeCandles.Rate(coin, time)}}","fundingRateTimestamp":"{{time}}"}""");
        return Result($$"""{"category":"linear","list":[{{string.Join(",", rows)}}]}""");
    }

    private static Answer Result(string result) => Exchange.Answer.Json($$"""{"retCode":0,"retMsg":"OK","result":{{result}},"time":0}""");

    private static long Number(IQueryCollection query, string name) =>
        long.Parse(query[name].FirstOrDefault() ?? "", CultureInfo.InvariantCulture);
}
