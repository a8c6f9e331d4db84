using Bunit;
using Huracan.Contracts.Http.Market;
using Huracan.Dashboard.Market;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Market;

public class MarketPageTests : Rendering
{
    private static readonly DateTimeOffset Through = new(2026, 1, 2, 3, 15, 0, TimeSpan.Zero);

    [Fact]
    public void Each_series_shows_how_fresh_it_is()
    {
        Api.Add("market", new MarketView(true, null)
        {
            Vendor = "binance",
            Market = "futures",
            Series = 3,
            Behind = 1,
            Connections = 2,
            ClockSkewSeconds = -0.31,
            Problem = "wss://exchange/stream: nothing came for 60 seconds.",
        });
        Api.Add("market/series", List<SeriesView>(
            new("AAAUSDT", "15m", Through, 75.4, false), new("AAAUSDT", "funding", Through, 0, false),
            new("BBBUSDT", "15m", Through, 9999, true)));

        var page = RenderAt<MarketPage>("market");

        Assert.Equal(
            ["binance futures", "3", "1", "2", "-0.3 s", "wss://exchange/stream: nothing came for 60 seconds."],
            page.FindAll(".facts dd").Select(fact => fact.TextContent.Trim()));
        Assert.Equal(
            [
                ["AAAUSDT", "15m", "2026-01-02 03:15:00", "75 s", "late"], ["AAAUSDT", "funding", "2026-01-02 03:15:00", "", "fresh"],
                ["BBBUSDT", "15m", "2026-01-02 03:15:00", "", "no longer traded"],
            ],
            page.FindAll(".grid tbody tr").Select(row => Cells(row).ToArray()));
    }

    [Fact]
    public void Without_a_market_the_page_says_what_to_do()
    {
        Api.Add("market", new MarketView(false, "none is configured"));

        var page = RenderAt<MarketPage>("market");

        Assert.Contains("none is configured. Give the API a store", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".grid"));
    }
}
