using System.Security.Cryptography;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Storage.MarketStore;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.EndToEnd.Data;

/// <summary><c>data download</c> against an exchange on this machine.</summary>
public sealed class DownloadTests : IDisposable
{
    private const int Coins = 50;
    private static readonly DateTimeOffset Begin = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Scratch scratch = new();

    /// <summary>Fifty coins and two years, killed ten times at random moments.</summary>
    [Fact]
    public async Task A_download_that_is_killed_ten_times_leaves_the_store_of_one_that_was_not()
    {
        await using var exchange = await StartAsync(Coins, days: 737);
        (await ToNowAsync("whole").EndAsync()).Expect(0);
        var asked = Zips(exchange);
        exchange.Log.Clear();
        var random = new SeededRandom(7);
        for (var kill = 0; kill < 10; kill++)
        {
            var requests = exchange.Log.Count + 50 + random.NextInt(300);
            using var process = ToNowAsync("killed");
            await process.UntilAsync(() => exchange.Log.Count >= requests ? "enough" : null);
            process.SignalGroup(HuracanProcess.Kill);
            await process.EndAsync();
        }
        var outcome = await ToNowAsync("killed").EndAsync();

        outcome.Expect(0);
        Assert.Contains($"{2 * Coins} series are complete", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(Content("whole"), Content("killed"));
        Assert.InRange(Zips(exchange), asked, asked + 10 * 8); // what was on its way is asked for again
        Assert.Equal(0, exchange.Exceeded);
        var store = CandleStore.Open(scratch.Path("killed"));
        foreach (var series in store.Series())
            Assert.Equal(
                exchange.Candles.Truth(
                    series, Begin.ToUnixTimeMilliseconds(), store.Index(series).Parts.Max(part => part.Through)).Times,
                store.ReadAll(series)!.Times);
    }

    [Fact]
    public async Task What_is_downloaded_is_checked_compared_and_trained_on()
    {
        await using var exchange = await StartAsync(coins: 3, days: 160);
        (await DownloadAsync("futures").EndAsync()).Expect(0);
        (await DownloadAsync("bybit", "--vendor", "bybit").EndAsync()).Expect(0);

        var check = await HuracanProcess.RunAsync("data", "check", "--source", scratch.Path("futures"), "--against", scratch.Path("bybit"));
        var run = await HuracanProcess.RunAsync(
            "run", "--source", scratch.Path("futures"), "--timeframes", "1h", "--coins", exchange.Candles.Coins[1], "--model", "xgboost",
            "--horizons", "4", "--train-bars", "1500", "--trials", "0", "--out", scratch.Path("out"));

        check.Expect(0);
        Assert.Contains($"{exchange.Candles.Coins[0]}/1h: ", check.Output, StringComparison.Ordinal);
        Assert.Contains("no gaps", check.Output, StringComparison.Ordinal);
        Assert.Contains("Against bybit futures", check.Output, StringComparison.Ordinal);
        Assert.Contains(": 0 of ", check.Output, StringComparison.Ordinal);
        run.Expect(0);
        var symbols = await HuracanProcess.RunAsync("data", "symbols", "--source", scratch.Path("futures"), "--at", "2024-02-01");
        symbols.Expect(0);
        Assert.Contains($"{exchange.Candles.Coins[0]} ", symbols.Output, StringComparison.Ordinal);
        Assert.Contains("4 coins of binance futures", symbols.Output, StringComparison.Ordinal);
        Assert.Contains($"{exchange.Candles.Coins[1]}/1h", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--market is 'tape'", "--market", "tape")]
    [InlineData("There is no vendor 'kraken'", "--vendor", "kraken")]
    [InlineData("--from is 'yesterday'; write a day such as 2024-01-31", "--from", "yesterday")]
    [InlineData("--to is before --from", "--from", "2024-02-01", "--to", "2024-01-01")]
    [InlineData("--parallel is 0; it must be 1 to 64", "--parallel", "0")]
    [InlineData("'7x' is not a timeframe", "--timeframes", "7x")]
    [InlineData("there is no such file", "--settings", "/none.yaml")]
    public async Task A_request_that_cannot_be_met_is_refused(string words, params string[] arguments)
    {
        var outcome = await HuracanProcess.RunAsync(["data", "download", "--out", scratch.Path("store"), .. arguments]);

        outcome.Expect(2);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchange_that_does_not_answer_is_told_with_its_address()
    {
        scratch.Write("vendors.yaml", """
            binance: {futures: "http://127.0.0.1:1/"}
            requests: {retries: 1, retry_seconds: 0.01}
            """);

        var outcome = await HuracanProcess.RunAsync(
            "data", "download", "--settings", scratch.Path("vendors.yaml"), "--out", scratch.Path("store"));

        outcome.Expect(1);
        Assert.Contains("Failed: http://127.0.0.1:1/fapi/v1/time was asked 2 times in vain", outcome.Error, StringComparison.Ordinal);
    }

    public void Dispose() => scratch.Dispose();

    private async Task<LocalExchange> StartAsync(int coins, int days)
    {
        var options = new SimulatorOptions { Coins = coins, Bars = 96 * days, Start = Begin, Seed = 11, StepsPerBar = 2 };
        var exchange = await LocalExchange.StartAsync(options, new FastTime(Begin.AddDays(days - 3).AddMinutes(20), speed: 1));
        scratch.Write("vendors.yaml", exchange.Settings());
        return exchange;
    }

    private HuracanProcess DownloadAsync(string store, params string[] arguments) =>
        ToNowAsync(store, ["--to", "2025-12-31", .. arguments]);

    private HuracanProcess ToNowAsync(string store, params string[] arguments) => HuracanProcess.Start(
    [
        "data", "download", "--settings", scratch.Path("vendors.yaml"), "--coins", $"top:{Coins}", "--timeframes", "1h",
        "--from", "2024-01-01", "--out", scratch.Path(store), .. arguments,
    ]);

    private static int Zips(LocalExchange exchange) =>
        exchange.Log.Count(request => request.Request.EndsWith(".zip", StringComparison.Ordinal));

    private SortedDictionary<string, string> Content(string store) => new(
        Directory.GetFiles(scratch.Path(store), "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetFileName(path).StartsWith('.')) // what a kill left unfinished
            .ToDictionary(
                path => Path.GetRelativePath(scratch.Path(store), path),
                path => path.EndsWith(".json", StringComparison.Ordinal)
                    ? string.Join('\n', File.ReadLines(path).Where(line => !line.Contains("\"fetched\"", StringComparison.Ordinal)))
                    : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))),
        StringComparer.Ordinal);
}
