using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Dashboard.DoNotTrade;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.DoNotTrade;

public class DoNotTradePageTests : Rendering
{
    private static readonly DateTimeOffset Since = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_row_shows_unit_rule_value_threshold_reason_and_time()
    {
        var page = RenderRows();

        Assert.Equal(
            ["BBBUSDT/4h", "paper only", "70.1", "75.0", "MEDIUM: on paper only", "2026-01-02 03:04:05"],
            Cells(page.FindAll(".grid tbody tr")[1]));
        Assert.Equal("units/BBBUSDT/4h", page.FindAll(".grid tbody a")[1].GetAttribute("href"));
        Assert.Equal(["–", "–"], page.FindAll(".grid tbody tr")[2].QuerySelectorAll(".number").Select(Text));
    }

    [Theory]
    [InlineData("aaausdt/1h", "AAAUSDT/1h")]
    [InlineData("paper only", "BBBUSDT/4h")]
    [InlineData("too few candles", "CCCUSDT/1d")]
    public void The_search_finds_a_unit_by_name_rule_and_reason(string search, string unit)
    {
        var page = RenderRows();

        page.Find("input[type=search]").Input(search);

        Assert.Equal([unit], page.FindAll(".grid tbody a").Select(Text));
        Assert.Equal("1 of 3 rows", Text(page.Find(".filters .hint")));
    }

    [Fact]
    public void An_empty_list_says_what_that_means()
    {
        Api.Add("models/do-not-trade", List<DoNotTradeRow>());

        var page = RenderAt<DoNotTradePage>("do-not-trade?list=models");

        Assert.Contains("nothing has been scored yet", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".grid"));
    }

    [Fact]
    public void Champions_and_coins_come_first_with_what_would_lift_the_rule()
    {
        Api.Add("hamilton/do-not-trade", new BlockedUnit[]
        {
            new(
                "AAAUSDT", Timeframe.H1, "4h", BlockedUnit.Expired, 31, 30, "champion v1 expired", Since,
                "a champion made on newer candles"),
            new("BBBUSDT", null, null, "min_liquidity_gbp", 1_234, 5_000, "too little is traded", Since, "a run that it passes in"),
        });

        var page = RenderAt<DoNotTradePage>("do-not-trade");

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
            ],
            page.FindAll(".grid tbody tr").Select(row => Cells(row).ToArray()));
        Assert.Equal("Champions and coins", Text(page.Find(".pages [aria-current=page]")));
        page.Find("input[type=search]").Input("newer candles");
        Assert.Equal(["AAAUSDT/1h"], page.FindAll(".grid tbody a").Select(Text));
    }

    [Fact]
    public void Without_champions_the_list_says_that_what_has_none_is_not_traded_either()
    {
        Api.Add("hamilton/do-not-trade", Array.Empty<BlockedUnit>());

        var page = RenderAt<DoNotTradePage>("do-not-trade");

        Assert.Contains("What has no champion is not traded", page.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<DoNotTradePage> RenderRows()
    {
        Api.Add("models/do-not-trade", List<DoNotTradeRow>(
            new("AAAUSDT", Timeframe.H1, "score", 12.34, 50, "REJECTED: score 12.3", Since),
            new("BBBUSDT", Timeframe.H4, "paper_only", 70.1, 75, "MEDIUM: on paper only", Since),
            new("CCCUSDT", Timeframe.D1, "no_model", null, null, "too few candles", Since)));
        return RenderAt<DoNotTradePage>("do-not-trade?list=models");
    }

    private static string Text(AngleSharp.Dom.IElement element) => element.TextContent.Trim();
}
