using Bunit;
using Huracan.Contracts;
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
        Assert.Equal("1 of 3 units", Text(page.Find(".filters .hint")));
    }

    [Fact]
    public void An_empty_list_says_what_that_means()
    {
        Api.Add("hamilton/do-not-trade", List<DoNotTradeRow>());

        var page = RenderAt<DoNotTradePage>("do-not-trade");

        Assert.Contains("nothing has been scored yet", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".grid"));
    }

    private IRenderedComponent<DoNotTradePage> RenderRows()
    {
        Api.Add("hamilton/do-not-trade", List<DoNotTradeRow>(
            new("AAAUSDT", Timeframe.H1, "score", 12.34, 50, "REJECTED: score 12.3", Since),
            new("BBBUSDT", Timeframe.H4, "paper_only", 70.1, 75, "MEDIUM: on paper only", Since),
            new("CCCUSDT", Timeframe.D1, "no_model", null, null, "too few candles", Since)));
        return RenderAt<DoNotTradePage>("do-not-trade");
    }

    private static string Text(AngleSharp.Dom.IElement element) => element.TextContent.Trim();
}
