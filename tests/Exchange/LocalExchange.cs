using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.MarketStore;
using Huracan.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.Exchange;

/// <summary>
/// An exchange on loopback with Binance's public endpoints and archive and Bybit's, in the documented shapes: developers.binance.com,
/// github.com/binance/binance-public-data, bybit-exchange.github.io/docs/v5. It counts weights and refuses what is above the limit.
/// </summary>
internal sealed class LocalExchange : IAsyncDisposable
{
    public const int Limit = 2_400;
    private const string UsedWeight = "X-MBX-USED-WEIGHT-1M";

    private readonly WebApplication host;
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private long window, fundingWindow;
    private int used, funding;

    private LocalExchange(WebApplication host, Uri address, SimulatorOptions options, TimeProvider time)
    {
        (this.host, Address, this.time) = (host, address, time);
        Candles = new ExchangeCandles(options);
        var rest = new BinanceRoutes(this);
        var archive = new ArchiveRoutes(this);
        var bybit = new BybitRoutes(this);
        host.Map("/fapi/v1/{**path}", (HttpContext context, string path) => AnswerAsync(context, rest.Answer(context, path, false)));
        host.Map("/api/v3/{**path}", (HttpContext context, string path) => AnswerAsync(context, rest.Answer(context, path, true)));
        host.Map("/archive/{**key}", (HttpContext context, string key) => AnswerAsync(context, archive.Read(key)));
        host.Map("/listing", (HttpContext context) => AnswerAsync(context, archive.List(context)));
        host.UseWebSockets();
        var streams = new StreamRoutes(this);
        host.Map("/market/stream", streams.BinanceAsync);
        host.Map("/stream", streams.BinanceAsync);
        host.Map("/v5/public/{category}", streams.BybitAsync);
        host.Map("/v5/market/{**path}", (HttpContext context, string path) => AnswerAsync(context, bybit.Answer(context, path)));
    }

    public Uri Address { get; }

    public ExchangeCandles Candles { get; }

    /// <summary>The clock of this exchange's machine.</summary>
    public TimeProvider Time => time;

    /// <summary>The exchange's clock.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + ClockOffset;

    public TimeSpan ClockOffset { get; set; }

    /// <summary>Decides how a request is answered: by path and query.</summary>
    public Func<string, Fault> Faults { get; set; } = _ => Fault.None;

    /// <summary>Decides what becomes of a closed candle's message in a stream: by series and open time.</summary>
    public Func<SeriesName, long, StreamFault> StreamFaults { get; set; } = (_, _) => StreamFault.None;

    /// <summary>Connections of streams that were opened.</summary>
    public int Connections { get; set; }

    /// <summary>How long after its close a candle is not to be had by REST yet.</summary>
    public TimeSpan PublishingDelay { get; set; }

    /// <summary>Coins that are no longer there, by REST.</summary>
    public ConcurrentDictionary<string, bool> Vanished { get; } = new();

    /// <summary>Candles that the archive has with another close than REST: by series and open time.</summary>
    public ConcurrentDictionary<(string Series, long OpenTime), string> Revisions { get; } = new();

    /// <summary>Every request with the status it got.</summary>
    public ConcurrentQueue<(string Request, int Status)> Log { get; } = new();

    /// <summary>Requests that were refused because the limit was used up.</summary>
    public int Exceeded { get; private set; }

    public static async Task<LocalExchange> StartAsync(SimulatorOptions options, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        host.Urls.Add(address.ToString());
        var exchange = new LocalExchange(host, address, options, time);
        await host.StartAsync();
        return exchange;
    }

    /// <summary>
    /// One with candles of five minutes whose clock goes thirty times as fast, so that one closes every ten seconds. The market is as old
    /// as the beginning of the month, and it is the third.
    /// </summary>
    public static Task<LocalExchange> StartFastAsync(int coins)
    {
        var begin = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var market = new SimulatorOptions { Coins = coins, Timeframe = new Timeframe(5), Bars = 288 * 30, Start = begin, StepsPerBar = 2 };
        return StartAsync(market, new FastTime(begin.AddDays(2).AddMinutes(3), speed: 30));
    }

    /// <summary><c>config/vendors.yaml</c> that leads here.</summary>
    public string Settings(double retrySeconds = 0.01, int seriesPerConnection = 200) => string.Create(CultureInfo.InvariantCulture, $$"""
        binance:
          futures: {{Address}}
          spot: {{Address}}
          futures_stream: ws://{{Address.Authority}}/market/
          spot_stream: ws://{{Address.Authority}}/
          archive: {{Address}}archive/
          listing: {{Address}}listing
        bybit:
          rest: {{Address}}
          stream: ws://{{Address.Authority}}/
        requests:
          retry_seconds: {{retrySeconds}}
        streams:
          series_per_connection: {{seriesPerConnection}}
          reconnect_seconds: {{retrySeconds}}
        """);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>Whether a candle that closes then is not to be had by REST yet.</summary>
    public bool IsUnpublished(long close) =>
        PublishingDelay > TimeSpan.Zero && close > (Now - PublishingDelay).ToUnixTimeMilliseconds();

    /// <summary>Best bid and ask of a coin, as text: a basis point to either side of the first price of the running candle.</summary>
    public (string Bid, string Ask) QuoteOf(string coin)
    {
        var price = double.Parse(Candles.Latest(coin, Now.ToUnixTimeMilliseconds()), CultureInfo.InvariantCulture);
        return (Text(price * 0.9999), Text(price * 1.0001));

        static string Text(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
    }

    /// <summary>The refusal of a request that weighs too much; null where it may pass.</summary>
    public Answer? Weigh(HttpContext context, int weight)
    {
        lock (gate)
        {
            var minute = Now.ToUnixTimeSeconds() / 60;
            (window, used) = minute == window ? (window, used + weight) : (minute, weight);
            context.Response.Headers[UsedWeight] = used.ToString(CultureInfo.InvariantCulture);
            if (used <= Limit)
                return null;
            Exceeded++;
            return Answer.Refused(429, 60 - (int)(Now.ToUnixTimeSeconds() % 60), """{"code":-1003,"msg":"Too many requests"}""");
        }
    }

    /// <summary>The refusal of a request for funding beyond 500 in five minutes; null where it may pass.</summary>
    public Answer? WeighFunding()
    {
        lock (gate)
        {
            var stretch = Now.ToUnixTimeSeconds() / 300;
            (fundingWindow, funding) = stretch == fundingWindow ? (fundingWindow, funding + 1) : (stretch, 1);
            if (funding <= 500)
                return null;
            Exceeded++;
            return Answer.Refused(429, 30, """{"code":-1003,"msg":"Too many requests"}""");
        }
    }

    private async Task AnswerAsync(HttpContext context, Answer answer)
    {
        var request = $"{context.Request.Path}{context.Request.QueryString}";
        answer = Faults(request) switch
        {
            Fault.Unavailable => Answer.Refused(503, null, "Service Unavailable"),
            Fault.Page => new Answer(200, "text/html", "<html><body>We will be back soon</body></html>"u8.ToArray()),
            Fault.Truncated => answer with { Content = answer.Content[..(answer.Content.Length / 2)] },
            Fault.TooOften => Answer.Refused(429, 1, """{"code":-1003,"msg":"Too many requests"}"""),
            Fault.Banned => Answer.Refused(418, 2, """{"code":-1003,"msg":"Way too many requests; IP banned"}"""),
            Fault.BannedForADay => Answer.Refused(418, 86_400, """{"code":-1003,"msg":"Way too many requests; IP banned"}"""),
            Fault.Forbidden => Answer.Refused(403, null, "access too frequent, please try again in 10 minutes"),
            Fault.CutOff => answer with { IsCut = true },
            _ => answer,
        };
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Type;
        if (answer.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.ContentLength = answer.Content.Length;
        Log.Enqueue((request, answer.IsCut ? 0 : answer.Status));
        if (answer.IsCut)
        {
            await context.Response.Body.WriteAsync(answer.Content.AsMemory(0, answer.Content.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }
        await context.Response.Body.WriteAsync(answer.Content);
    }
}
