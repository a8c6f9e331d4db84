using System.Globalization;
using Huracan.Contracts;
using Huracan.Storage.MarketStore;
using Microsoft.AspNetCore.Http;

namespace Huracan.Tests.Exchange;

/// <summary>Binance's REST: the paths that are asked, with what they weigh.</summary>
internal sealed class BinanceRoutes(LocalExchange exchange)
{
    public Answer Answer(HttpContext context, string path, bool isSpot)
    {
        var query = context.Request.Query;
        var limit = int.Parse(query["limit"].FirstOrDefault("500")!, CultureInfo.InvariantCulture); // a default is given
        var weight = path switch
        {
            "klines" when isSpot => 2,
            "klines" => limit switch { < 100 => 1, < 500 => 2, <= 1000 => 5, _ => 10 },
            "ticker/24hr" => isSpot ? 80 : 40,
            "exchangeInfo" when isSpot => 20,
            "ticker/bookTicker" => isSpot ? 4 : 5,
            "premiumIndex" => 10,
            _ => 1,
        };
        return exchange.Weigh(context, weight) ?? path switch
        {
            "time" => Exchange.Answer.Json($$"""{"serverTime":{{exchange.Now.ToUnixTimeMilliseconds()}}}"""),
            "exchangeInfo" => ExchangeInfo(isSpot),
            "ticker/24hr" => Exchange.Answer.Json($"[{string.Join(",", Coins().Select(Ticker))}]"),
            "ticker/bookTicker" => Exchange.Answer.Json($"[{string.Join(",", Coins().Select(BookTicker))}]"),
            "premiumIndex" when !isSpot => Exchange.Answer.Json($"[{string.Join(",", Coins().Select(Premium))}]"),
            "klines" => OfCoin(query, coin => Klines(query, coin, limit)),
            "fundingRate" when !isSpot => exchange.WeighFunding() ?? OfCoin(query, coin => Funding(query, coin, limit)),
            _ => Exchange.Answer.Refused(404, null, "{}"),
        };
    }

    private IEnumerable<string> Coins() => exchange.Candles.Coins.Where(coin => !exchange.Vanished.ContainsKey(coin));

    private Answer OfCoin(IQueryCollection query, Func<string, Answer> answer) =>
        query["symbol"].FirstOrDefault() is { } coin && Coins().Contains(coin)
            ? answer(coin)
            : Exchange.Answer.Refused(400, null, """{"code":-1121,"msg":"Invalid symbol."}""");

    private Answer ExchangeInfo(bool isSpot)
    {
        var contract = isSpot ? "" : $$"""
            "contractType":"PERPETUAL","onboardDate":{{exchange.Candles.Start}},"deliveryDate":4133404800000,
            """;
        var symbols = Coins().Select(coin => $$"""
            {"symbol":"{{coin}}",{{contract}}"status":"TRADING","baseAsset":"{{coin[..^4]}}","quoteAsset":"USDT","filters":[
            {"filterType":"PRICE_FILTER","tickSize":"0.01"},{"filterType":"LOT_SIZE","stepSize":"0.001"}]}
            """);
        return Exchange.Answer.Json($$"""
            {"timezone":"UTC","serverTime":{{exchange.Now.ToUnixTimeMilliseconds()}},"rateLimits":[
            {"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":{{LocalExchange.Limit}}},
            {"rateLimitType":"ORDERS","interval":"MINUTE","intervalNum":1,"limit":1200}],"symbols":[{{string.Join(",", symbols)}}]}
            """);
    }

    // The earlier in the list, the more is traded.
    private string Ticker(string coin)
    {
        var volume = 1_000_000 - exchange.Candles.Coins.ToList().IndexOf(coin);
        return $$"""{"symbol":"{{coin}}","quoteVolume":"{{volume}}.5"}""";
    }

    private string BookTicker(string coin)
    {
        var (bid, ask) = exchange.QuoteOf(coin);
        return $$"""
            {"symbol":"{{coin}}","bidPrice":"{{bid}}","bidQty":"1.5","askPrice":"{{ask}}","askQty":"2",
            "time":{{exchange.Now.ToUnixTimeMilliseconds()}}}
            """;
    }

    private string Premium(string coin)
    {
        var (price, now) = (exchange.QuoteOf(coin).Bid, exchange.Now.ToUnixTimeMilliseconds());
        return $$"""
            {"symbol":"{{coin}}","markPrice":"{{price}}","indexPrice":"{{price}}","estimatedSettlePrice":"{{price}}",
            "lastFundingRate":"{{ExchangeCandles.Rate(coin, now / 28_800_000 * 28_800_000)}}","interestRate":"0.0001",
            "nextFundingTime":{{now / 28_800_000 * 28_800_000 + 28_800_000}},"time":{{now}}}
            """;
    }

    private Answer Klines(IQueryCollection query, string coin, int limit)
    {
        var timeframe = Timeframe.Parse(query["interval"].FirstOrDefault() ?? "");
        var series = new SeriesName(coin, timeframe);
        var (from, to) = (Number(query, "startTime"), Math.Min(Number(query, "endTime"), exchange.Now.ToUnixTimeMilliseconds()));
        var rows = new List<string>();
        for (var time = (from + timeframe.Milliseconds - 1) / timeframe.Milliseconds * timeframe.Milliseconds;
            time <= to && rows.Count < limit; time += timeframe.Milliseconds)
        {
            if (exchange.IsUnpublished(time + timeframe.Milliseconds) || exchange.Candles.At(series, time) is not { } cells)
                continue;
            // A candle that is still open has another close.
            var close = time + timeframe.Milliseconds > exchange.Now.ToUnixTimeMilliseconds() ? "1" : cells[3];
            rows.Add($"""
                [{time},"{cells[0]}","{cells[1]}","{cells[2]}","{close}","{cells[4]}",{time + timeframe.Milliseconds - 1},"{cells[5]}",
                {cells[6]},"{cells[7]}","0","0"]
                """);
        }
        return Exchange.Answer.Json($"[{string.Join(",", rows)}]");
    }

    private Answer Funding(IQueryCollection query, string coin, int limit)
    {
        const long interval = 28_800_000;
        var (from, to) = (Number(query, "startTime"), Math.Min(Number(query, "endTime"), exchange.Now.ToUnixTimeMilliseconds()));
        var rows = new List<string>();
        for (var time = Math.Max(from + interval - 1, exchange.Candles.Start) / interval * interval; time <= to && rows.Count < limit;
            time += interval)
            rows.Add($$"""
                {"symbol":"{{coin}}","fundingTime":{{time + 3}},"fundingRate":"{{ExchangeCandles.Rate(coin, time)}}","markPrice":"1"}
                """);
        return Exchange.Answer.Json($"[{string.Join(",", rows)}]");
    }

    private static long Number(IQueryCollection query, string name) =>
        long.Parse(query[name].FirstOrDefault() ?? "", CultureInfo.InvariantCulture);
}
