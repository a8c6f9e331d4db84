using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.Models;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Models;

public class ModelsPageTests : Rendering
{
    [Fact]
    public void The_list_starts_with_the_best_and_is_sorted_by_a_click()
    {
        var page = RenderRows();
        Assert.Equal(["80.3", "61.0", "55.5", "40.0"], Scores(page));

        page.FindAll(".grid thead th > div").Single(header => header.TextContent.Trim() == "Score").Click();

        Assert.Equal(["40.0", "55.5", "61.0", "80.3"], Scores(page));
    }

    [Fact]
    public void A_row_shows_the_units_latest_model()
    {
        var row = RenderRows().Find(".grid tbody tr");

        Assert.Equal(
            ["BBBUSDT", "4h", "80.3", "HIGH", "ACTIVE", "12.5", "0.600", "xgboost h4", "2026-01-02 03:04:05"],
            Cells(row));
        Assert.Equal("units/BBBUSDT/4h?run=r", row.QuerySelector("a")!.GetAttribute("href")); // the first column links to the unit
    }

    [Fact]
    public void Filters_and_search_leave_what_fits_and_the_file_is_asked_for_with_the_same()
    {
        var page = RenderRows();

        page.Find("select[name=timeframe]").Change("4h");
        Assert.Equal(["80.3", "61.0"], Scores(page));
        page.Find("input[type=search]").Input("ccc");
        Assert.Equal(["61.0"], Scores(page));
        Assert.Equal("1 of 4 units", page.Find(".filters .hint").TextContent);
        Assert.Equal("models.csv?timeframe=4h&search=ccc", page.Find(".title a").GetAttribute("href"));

        page.Find("input[type=search]").Input("nothing like it");
        Assert.Empty(Scores(page));
        Assert.Contains("No unit matches the filters.", page.Find(".grid").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("action", "WARMUP", "61.0")]
    [InlineData("tier", "LOW", "55.5")]
    public void A_filter_uses_the_names_of_the_API(string filter, string value, string score)
    {
        var page = RenderRows();

        page.Find($"select[name={filter}]").Change(value);

        Assert.Equal([score], Scores(page));
    }

    [Fact]
    public void An_empty_list_says_how_to_fill_it()
    {
        Api.Add("models", List<RankingRow>());

        var page = RenderAt<ModelsPage>("models");

        Assert.Contains("Start a run", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("runs?new=true", page.Find(".empty a").GetAttribute("href"));
        Assert.Empty(page.FindAll(".title a")); // no file either
    }

    private IRenderedComponent<ModelsPage> RenderRows()
    {
        Api.Add("models", List(
            Row("AAAUSDT", Timeframe.H1, 40, QualityTier.Rejected, GateAction.NoTrade, null),
            Row("BBBUSDT", Timeframe.H4, 80.31, QualityTier.High, GateAction.Active, 12.5),
            Row("CCCUSDT", Timeframe.H4, 61, QualityTier.Medium, GateAction.Warmup, -3),
            Row("DDDUSDT", Timeframe.H1, 55.5, QualityTier.Low, GateAction.Caution, 1)));
        return RenderAt<ModelsPage>("models");
    }

    private static IEnumerable<string> Scores(IRenderedComponent<ModelsPage> page) =>
        page.FindAll(".grid .score .number").Select(number => number.TextContent);

    private static RankingRow Row(string coin, Timeframe timeframe, double score, QualityTier tier, GateAction action, double? edge) =>
        new(coin, timeframe, "r", "xgboost", 4, score, tier, action, edge, 0.6, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
}
