using Huracan.Storage.MarketStore;

namespace Huracan.Tests.Storage.MarketStore;

public sealed class QuoteFilesTests : IDisposable
{
    private const long Minute = 60_000;
    private static readonly long Midnight = new DateTimeOffset(2024, 3, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Samples_are_read_back_by_time()
    {
        var store = CandleStore.OpenOrCreate(folder["store"], "binance", "spot");
        Quote[] evening = [Of(-30, "A"), Of(-30, "B"), Of(-5, "A"), Of(-5, "B"), Of(5, "A")]; // a file may go on past midnight
        Quote[] morning = [Of(10, "A"), Of(15, "B")];

        QuoteFiles.Write(store, evening);
        QuoteFiles.Write(store, morning);
        QuoteFiles.Write(store, []);

        Assert.Equal([.. evening, .. morning], QuoteFiles.Read(store, 0, long.MaxValue));
        Assert.Equal([.. evening[2..], morning[0]], QuoteFiles.Read(store, Midnight - 5 * Minute, Midnight + 15 * Minute));
        Assert.Empty(QuoteFiles.Read(store, Midnight + 20 * Minute, long.MaxValue));
        Assert.Empty(store.Series());
    }

    [Fact]
    public void A_store_without_samples_has_none() =>
        Assert.Empty(QuoteFiles.Read(CandleStore.OpenOrCreate(folder["store"], "binance", "spot"), 0, long.MaxValue));

    [Fact]
    public void A_spread_is_a_share_of_the_middle() => Assert.Equal(20, new Quote(0, "A", 99.9, 100.1).SpreadBps, 1e-9);

    [Fact]
    public void A_store_has_one_writer_at_a_time()
    {
        var store = CandleStore.OpenOrCreate(folder["store"], "binance", "spot");
        using (store.Lock())
            Assert.Contains(
                "being written by another process", Assert.Throws<Contracts.InputRefusedException>(store.Lock).Message,
                StringComparison.Ordinal);
        store.Lock().Dispose();
    }

    public void Dispose() => folder.Dispose();

    private static Quote Of(int minutes, string coin) => new(Midnight + minutes * Minute, coin, 10 + minutes / 100.0, 11)
    {
        Mark = minutes,
        FundingRate = -minutes * 1e-5, // and no index
    };
}
