using System.Net;
using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.Champions;
using Huracan.Tests.Champions;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Champions;

public class ChampionPageTests : Rendering
{
    private const string Path = "hamilton/models/SIM001USDT/4h";

    [Fact]
    public void The_evidence_is_told_in_words_beside_what_the_model_is()
    {
        var evidence = new PromotionEvidence("PROMOTE", 240, 45.2, 20, 0.05, "the evidence is enough", "v0");
        var manifest = GenuineRun.Bundle("v1").Manifest with { Promotion = evidence };
        Api.Add(Path, new ChampionModel("4h", ["a", "b"], 1, 321, true, 0.612, manifest.AsOf, false, false, manifest)
        {
            RegimeVerdicts = [new RegimeVerdict(MarketRegime.Panic, true, 2, 1, 40, 20, "it brought enough")],
            RegimesTo = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            Overfitting = 0.31,
        });
        Api.Add("hamilton/ranking", new[]
        {
            new RankedChampion(
                1, "SIM001USDT", Timeframe.H1, "4h", 4, MarketRegime.Range, 3, 0.612, 9_876, 80, QualityTier.High, GateAction.Active, true,
                evidence, "xgboost", "v1", manifest.AsOf, null)
            {
                RegimeAsOf = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
            },
        });
        Api.Add("hamilton/do-not-trade", new BlockedUnit[]
        {
            new("SIM001USDT", Timeframe.H1, "4h", BlockedUnit.PaperOnly, 70, 75, "it is WARMUP", null, "a champion that is ACTIVE"),
            new("SIM001USDT", Timeframe.H4, "1d", BlockedUnit.NoChampion, null, null, "another one", null, "evidence"),
        });

        var page = RenderChampion();

        var words = page.Find(".evidence").TextContent;
        Assert.Contains("compared with the champion before it, v0, over 10 days of candles (240 bars)", words, StringComparison.Ordinal);
        Assert.Contains("came to 45.2; 20 were asked for", words, StringComparison.Ordinal);
        Assert.Contains("a probability of 5 % at most. The evidence is enough.", words, StringComparison.Ordinal);
        Assert.Equal(["It is WARMUP. It would be lifted by a champion that is ACTIVE."], page.FindAll("li").Select(Text));
        var facts = page.FindAll(".facts dt").Zip(page.FindAll(".facts dd"))
            .ToDictionary(fact => Text(fact.First), fact => Text(fact.Second));
        Assert.Equal(("9,876 USDT", "range at 2026-03-02 08:00:00"), (facts["Capacity of a trade"], facts["Regime"]));
        Assert.Equal(
            ("panic", "2026-03-01 12:00:00", "0.310"),
            (facts["May trade in regimes"], facts["By trades up to (UTC)"], facts["Overfitting (PBO)"]));
        Assert.Equal(("321", "needed", "never", "not signed"),
            (facts["Candles needed"], facts["Bitcoin's candles"], facts["Expires (UTC)"], facts["Bundle"]));
        Assert.Contains("GET /hamilton/models/SIM001USDT/4h?timeframe=1h", Api.Requests);
    }

    [Fact]
    public void One_that_does_not_exist_says_so()
    {
        Api.AddProblem(Path, HttpStatusCode.NotFound, "Not Found", "There is no champion of 'SIM001USDT'; there are none.");

        var page = RenderChampion();

        Assert.Contains("There is no champion of 'SIM001USDT'", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("champions", page.Find(".empty a").GetAttribute("href"));
    }

    private static string Text(AngleSharp.Dom.IElement element) => element.TextContent.Trim();

    private IRenderedComponent<ChampionPage> RenderChampion() => RenderAt<ChampionPage>(
        "champions/SIM001USDT/1h/4h",
        parameters => parameters
            .Add(shown => shown.Coin, "SIM001USDT").Add(shown => shown.Timeframe, "1h").Add(shown => shown.Horizon, "4h"));
}
