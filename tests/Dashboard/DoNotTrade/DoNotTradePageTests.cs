using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.DoNotTrade;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.DoNotTrade;

public class DoNotTradePageTests : Rendering
{
    private static readonly DateTimeOffset Since = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_row_shows_what_is_barred_by_which_rule_and_what_would_lift_it()
    {
        var page = RenderRows();

        Assert.Equal(
            [
                [
                    "AAAUSDT/1h", "4h", "expired", "31.0", "30.0", "champion v1 expired", "a champion made on newer candles",
                    "2026-01-02 03:04:05",
                ],
                [
                    "BBBUSDT", "all", "min liquidity gbp", "1,234.0", "5,000.0", "too little is traded", "a run that it passes in",
                    "2026-01-02 03:04:05",
                ],
                ["CCCUSDT/1d", "all", "no champion", "–", "–", "skipped: too few candles", "a run that it is trained in", "–"],
            ],
            page.FindAll(".grid tbody tr").Select(row => Cells(row).ToArray()));
        Assert.Equal(
            ["units/AAAUSDT/1h", "units/CCCUSDT/1d"], page.FindAll(".grid tbody a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("aaausdt/1h", "AAAUSDT/1h")]
    [InlineData("min liquidity", "BBBUSDT")]
    [InlineData("too few candles", "CCCUSDT/1d")]
    [InlineData("newer candles", "AAAUSDT/1h")]
    public void The_search_finds_a_row_by_unit_rule_reason_and_remedy(string search, string unit)
    {
        var page = RenderRows();

        page.Find("input[type=search]").Input(search);

        Assert.Equal([unit], page.FindAll(".grid tbody .id").Select(Text));
        Assert.Equal("1 of 3 rows", Text(page.Find(".filters .hint")));
    }

    [Fact]
    public void Without_champions_the_list_says_that_what_has_none_is_not_traded_either()
    {
        Api.Add("hamilton/do-not-trade", Array.Empty<BlockedUnit>());

        var page = RenderAt<DoNotTradePage>("do-not-trade");

        Assert.Contains("What has no champion is not traded", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".grid"));
    }

    [Fact]
    public void Of_a_regime_that_is_not_enabled_it_and_those_that_are_stand_in_place_of_numbers()
    {
        Api.Add("hamilton/do-not-trade", new[]
        {
            new BlockedUnit(
                "AAAUSDT", Timeframe.H1, "4h", BlockedUnit.Regime, null, null, "it does not trade in a trend", Since, "another regime")
            {
                FoundRegime = MarketRegime.Trend,
                EnabledRegimes = [MarketRegime.Range, MarketRegime.Panic],
            },
        });

        var cells = RenderAt<DoNotTradePage>("do-not-trade").FindAll(".grid tbody .number").Select(Text);

        Assert.Equal(["trend", "range, panic"], cells);
    }

    private IRenderedComponent<DoNotTradePage> RenderRows()
    {
        Api.Add("hamilton/do-not-trade", new BlockedUnit[]
        {
            new(
                "AAAUSDT", Timeframe.H1, "4h", BlockedUnit.Expired, 31, 30, "champion v1 expired", Since,
                "a champion made on newer candles"),
            new("BBBUSDT", null, null, "min_liquidity_gbp", 1_234, 5_000, "too little is traded", Since, "a run that it passes in"),
            new(
                "CCCUSDT", Timeframe.D1, null, BlockedUnit.NoChampion, null, null, "skipped: too few candles", null,
                "a run that it is trained in"),
        });
        return RenderAt<DoNotTradePage>("do-not-trade");
    }

    private static string Text(AngleSharp.Dom.IElement element) => element.TextContent.Trim();
}
