using System.Net;
using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.Factory;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Factory;

public class FactoryPageTests : Rendering
{
    private const string RunId = "20260201T063000Z-0123abcd";
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Reports_are_listed_with_what_became_of_their_units_page_by_page()
    {
        Api.Add("factory", new Page<FactoryRow>(
            [
                new(RunId, At, At, "store", 1_234, 5, new Dictionary<string, int>
                {
                    ["promoted"] = 1,
                    ["waiting"] = 2,
                    ["kept"] = 3,
                    ["not_active"] = 4,
                    ["failed"] = 6,
                    ["refused"] = 7,
                    ["newer_word"] = 8,
                }),
                new("20260101T000000Z-0123abcd", At, At, "store", 0, 0, new Dictionary<string, int>()),
            ],
            "20260101T000000Z-0123abcd"));

        var page = RenderAt<FactoryPage>("factory?after=20260301T000000Z-0123abcd");

        Assert.Equal(
            [
                [RunId, "2026-01-02 03:04:05", "1,234", "1", "2", "3", "4", "6", "8 newer word, 7 refused", "5"],
                ["20260101T000000Z-0123abcd", "2026-01-02 03:04:05", "0", "0", "0", "0", "0", "0", "–", "0"],
            ],
            page.FindAll(".grid tbody tr").Select(row => Cells(row).ToArray()));
        Assert.Equal($"factory/{RunId}", page.Find(".grid tbody a").GetAttribute("href"));
        Assert.Equal(
            ["factory", "factory?after=20260101T000000Z-0123abcd"],
            page.FindAll(".pages a").Select(link => link.GetAttribute("href")));
        Assert.Contains("GET /factory?limit=50&after=20260301T000000Z-0123abcd", Api.Requests);
    }

    [Fact]
    public void Without_a_report_the_page_says_how_one_comes_about()
    {
        Api.Add("factory", List<FactoryRow>());

        var page = RenderAt<FactoryPage>("factory");

        Assert.Contains("huracan factory", page.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_shows_units_with_reasons_drift_and_the_universe()
    {
        var waiting = new PromotionReport
        {
            Verdict = PromotionVerdict.Wait,
            Reason = "the evidence is not enough yet",
            Bars = 100,
            Days = 10,
            Alpha = 0.05,
            Challengers = 1,
            Threshold = 20,
            Evidence = 3.5,
            HighestEvidence = 4,
            Profit = new EvidenceLevels(3, 3, 0, 0),
            Forecasts = new EvidenceLevels(4, 4, 0, 0),
            ChampionSharpe = 0,
            ChallengerSharpe = 1,
            Guards = [],
        };
        Api.Add($"runs/{RunId}/factory", new FactoryReport(
            RunId, "store", [new JudgedCoin("AAAUSDT", 900, 1e6, 0, null) { SpreadBps = 1.2 }],
            [
                new JudgedCoin("THINUSDT", 900, 1_234, 0, "min_liquidity_gbp: 1,234 pounds a day are traded")
                {
                    Value = 1_234,
                    Limit = 5_000,
                },
            ],
            [
                new("AAAUSDT", Timeframe.H1, GateAction.Active, "waiting", "the evidence is not enough yet", 4, null, waiting),
                new("BBBUSDT", Timeframe.H1, GateAction.NoTrade, "not_active", "score 30.0: not tradable", 24, null, null)
                {
                    FailedCheck = new GateCheck("score", 30, 75),
                    Shortfall = "its p-value is 0.300",
                },
                new("CCCUSDT", Timeframe.H1, null, "skipped", "too few candles", null, null, null),
            ],
            new Dictionary<string, int> { ["not_active"] = 1, ["skipped"] = 1, ["waiting"] = 1 })
        {
            Drift =
            [
                new("DDDUSDT", Timeframe.H1, 4, new DriftReport(
                    "v1", At, [new DriftFinding(DriftFinding.Drift, DriftLevel.Alarm, 9, 4, "rsi14 is elsewhere")], null)),
            ],
        });

        var page = RenderAt<FactoryReportPage>($"factory/{RunId}", parameters => parameters.Add(shown => shown.RunId, RunId));

        Assert.Equal(
            [
                ["AAAUSDT/1h", "4h", "ACTIVE", "waiting", "evidence 3.5 of 20.0 asked", "the evidence is not enough yet", "–"],
                [
                    "BBBUSDT/1h", "1d", "NO TRADE", "not active", "score 30, 75 asked",
                    "score 30.0: not tradable; for ACTIVE also: its p-value is 0.300", "–",
                ],
                ["CCCUSDT/1h", "–", "", "skipped", "–", "too few candles", "–"],
            ],
            page.FindAll(".units tbody tr").Select(row => Cells(row).ToArray()));
        Assert.Equal($"units/AAAUSDT/1h?run={RunId}", page.Find(".units tbody a").GetAttribute("href"));
        Assert.Equal(
            ["DDDUSDT/1h 4h", "v1", "2026-01-02 03:04:05", "ALARM", "rsi14 is elsewhere"],
            page.FindAll(".drift tbody td").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(
            [
                [
                    "THINUSDT", "min liquidity gbp", "1,234.0", "5,000.0", "min_liquidity_gbp: 1,234 pounds a day are traded", "900",
                    "1,234", "–",
                ],
                ["AAAUSDT", "–", "–", "–", "in the universe", "900", "1,000,000", "1.2"],
            ],
            page.FindAll(".coins tbody tr").Select(row => Cells(row).ToArray()));
        Assert.Equal(
            ["Not active", "Skipped", "Waiting"], page.FindAll(".facts dt").Skip(4).Select(name => name.TextContent));
    }

    [Fact]
    public void A_run_without_a_report_says_so_and_where_to_look()
    {
        Api.AddProblem($"runs/{RunId}/factory", HttpStatusCode.NotFound, "Not Found", "It has no report yet.");

        var page = RenderAt<FactoryReportPage>($"factory/{RunId}", parameters => parameters.Add(shown => shown.RunId, RunId));

        Assert.Contains("It has no report yet.", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("factory", page.Find(".empty a").GetAttribute("href"));
    }
}
