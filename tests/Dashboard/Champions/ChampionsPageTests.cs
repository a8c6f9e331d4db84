using System.Net;
using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.Champions;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Champions;

public class ChampionsPageTests : Rendering
{
    private static readonly DateTimeOffset AsOf = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_row_shows_the_champion_with_its_evidence()
    {
        Api.Add("hamilton/ranking", new[]
        {
            Row(1, "AAAUSDT") with
            {
                Regime = MarketRegime.Trend,
                EnabledRegimes = [MarketRegime.Trend, MarketRegime.Range],
                NetEdgeBps = 12.34,
                Capacity = 54_321.9,
                Promotion = new PromotionEvidence("PROMOTE", 128 * 24, 45.2, 20, 0.05, "the evidence is enough", null),
                Expires = AsOf.AddDays(30),
            },
            Row(2, "BBBUSDT"),
        });

        var page = RenderAt<ChampionsPage>("champions");

        Assert.Equal(
            [
                [
                    "1", "AAAUSDT/1h", "4h", "81.5", "HIGH ACTIVE", "trend trend, range", "12.3", "54,322 USDT", "0.610",
                    "evidence 45.2 of 20 asked after 128 days, against cash", "v1", "2026-01-02 2026-02-01",
                ],
                [
                    "2", "BBBUSDT/1h", "4h", "81.5", "HIGH ACTIVE", "– all", "–", "–", "0.610", "no test decided", "v1",
                    "2026-01-02 never",
                ],
            ],
            page.FindAll(".grid tbody tr").Select(row => Cells(row).Select(OneLine).ToArray()));
        Assert.Equal("champions/AAAUSDT/1h/4h", page.Find(".grid tbody a").GetAttribute("href"));
    }

    [Fact]
    public void Without_champions_the_page_says_where_they_come_from()
    {
        Api.Add("hamilton/ranking", Array.Empty<RankedChampion>());

        var page = RenderAt<ChampionsPage>("champions");

        Assert.Contains("huracan factory", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".grid"));
    }

    [Fact]
    public void A_refusal_is_shown()
    {
        Api.AddProblem("hamilton/ranking", HttpStatusCode.UnprocessableEntity, "Unprocessable", "latest.json is damaged");

        Assert.Contains(
            "latest.json is damaged", RenderAt<ChampionsPage>("champions").Find(".notice").TextContent, StringComparison.Ordinal);
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static RankedChampion Row(int rank, string coin) => new(
        rank, coin, Timeframe.H1, "4h", 4, null, double.NaN, 0.61, null, 81.5, QualityTier.High, GateAction.Active, true, null, "xgboost",
        "v1", AsOf, null);
}
