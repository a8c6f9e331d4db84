using Huracan.Contracts;
using Huracan.Storage.MarketStore;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.EndToEnd.Data;

/// <summary><c>data follow</c> against an exchange on this machine whose clock goes thirty times as fast.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_store_is_kept_fresh_until_it_is_stopped()
    {
        await using var exchange = await StartAsync();
        (await HuracanProcess.RunAsync(Arguments("download", "--coins", "all", "--timeframes", "5m,15m", "--from", "2024-01-01", "--out")))
            .Expect(0);
        var store = CandleStore.Open(scratch.Path("store"));
        var series = new SeriesName(exchange.Candles.Coins[0], new Timeframe(5));
        var downloaded = Through(store, series);

        using var following = HuracanProcess.Start(Arguments("follow", "--source"));
        await following.UntilAsync(() => Through(store, series) >= downloaded + 2 * 300_000 ? "fresh" : null);
        var second = await HuracanProcess.RunAsync(Arguments("download", "--out"));
        HuracanProcess.Signal(following.Id, HuracanProcess.Interrupt);
        var outcome = await following.EndAsync();

        outcome.Expect(0);
        Assert.Contains("Following binance", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("9 series, 0 behind", outcome.Output, StringComparison.Ordinal);
        second.Expect(2);
        Assert.Contains("is being written by another process", second.Error, StringComparison.Ordinal);
        foreach (var name in store.Series())
            Assert.Equal(
                exchange.Candles.Truth(name, exchange.Candles.Start, Through(store, name)).Times, store.ReadAll(name)!.Times);
    }

    [Fact]
    public async Task A_folder_that_was_not_downloaded_is_refused()
    {
        scratch.Write("vendors.yaml", "{}");

        var outcome = await HuracanProcess.RunAsync(Arguments("follow", "--source"));

        outcome.Expect(2);
        Assert.Contains("There is no store of candles at", outcome.Error, StringComparison.Ordinal);
    }

    public void Dispose() => scratch.Dispose();

    private static long Through(CandleStore store, SeriesName series) => store.Index(series).Parts.Max(part => part.Through);

    private string[] Arguments(string command, params string[] more) =>
        ["data", command, "--settings", scratch.Path("vendors.yaml"), .. more, scratch.Path("store")];

    private async Task<LocalExchange> StartAsync()
    {
        var exchange = await LocalExchange.StartFastAsync(coins: 2);
        scratch.Write("vendors.yaml", $"{exchange.Settings()}\nfollow: {{save_minutes: 0.1}}\n");
        return exchange;
    }
}
