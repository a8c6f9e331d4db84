using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Reports;

namespace Huracan.Tests.Engine.Reports;

public class FactoryPageTests
{
    private static readonly FactoryReport Report = FactoryReport.Of(
        "20260201T063000Z-0123abcd", "a test", [Coin("AAAUSDT", null), Coin("BBBUSDT", null)],
        [Coin("DEADUSDT", "min_liquidity_gbp: <12> pounds a day")],
        [
            new("AAAUSDT", Timeframe.H1, GateAction.Active, FactoryOutcome.Promoted, "the evidence is enough", 4, "v7", new PromotionReport
            {
                Verdict = PromotionVerdict.Promote,
                Reason = "after 93 days the evidence is 41.5; 20 is asked",
                Bars = 2232,
                Days = 93,
                Alpha = 0.05,
                Challengers = 1,
                Threshold = 20,
                Evidence = 41.5,
                HighestEvidence = 44,
                Profit = new EvidenceLevels(60, 60, 0, 1),
                Forecasts = new EvidenceLevels(23, 28, 0, 1),
                ChampionSharpe = double.NaN,
                ChallengerSharpe = 2.25,
                Guards =
                [
                    new("trades", 130, 100, Holds: true, Final: false), new("drawdown", 0.4, 0.25, Holds: false, Final: false),
                    new("profit_not_worse", 30, 20, Holds: false, Final: true),
                ],
            }),
            new("BBBUSDT", Timeframe.H1, GateAction.NoTrade, FactoryOutcome.NotActive, "score [30.0]: not tradable", null, null, null),
        ],
        [Result("AAAUSDT", null), Result("BBBUSDT", "its p-value is 0.300")]) with
    {
        Drift =
        [
            new("AAAUSDT", Timeframe.H1, 4, new DriftReport("v6", DateTimeOffset.UnixEpoch, [
                new(DriftFinding.Drift, DriftLevel.Alarm, 3, 2, "rsi is distributed otherwise"),
                new(DriftFinding.ScoreDecay, DriftLevel.Ok, 1, 9, "forecasts are as they were"),
            ], null))
            {
                Regime = MarketRegime.Panic,
                RegimeVerdicts = [Verdict(MarketRegime.Trend, true), Verdict(MarketRegime.Range, true), Verdict(MarketRegime.Panic, false)],
            },
        ],
    };

    [Fact]
    public void Contests_stand_with_their_evidence_and_every_other_unit_and_coin_with_the_reason()
    {
        var page = Page(Report);

        Assert.Contains("2 of 3 coins of a test are worth a model. Units: 1 not active, 1 promoted.", page, StringComparison.Ordinal);
        Assert.Contains(
            Row("AAAUSDT/1h", "h4", "promoted", "v7", "93", "41.50", "20.00", "0.05", "1", "0", "2.25", "–"), page,
            StringComparison.Ordinal);
        Assert.Contains(Row("AAAUSDT/1h", "h4", "trades", "130", "100", "yes"), page, StringComparison.Ordinal);
        Assert.Contains(Row("AAAUSDT/1h", "h4", "drawdown", "0.4", "0.25", "not yet"), page, StringComparison.Ordinal);
        Assert.Contains(Row("AAAUSDT/1h", "h4", "profit not worse", "30", "20", "no, for good"), page, StringComparison.Ordinal);
        Assert.Contains(Row("BBBUSDT/1h", "–", "not active", "NO_TRADE", "–"), page, StringComparison.Ordinal);
        Assert.Contains("score [30.0]: not tradable; for ACTIVE also: its p-value is 0.300", page, StringComparison.Ordinal);
        Assert.Contains(
            Row("AAAUSDT/1h", "h4", "v6", "1970-01-01 00:00", "alarm", "rsi is distributed otherwise", "panic", "trend, range"),
            page, StringComparison.Ordinal);
        Assert.Contains("min_liquidity_gbp: &lt;12&gt; pounds a day", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_needs_no_other_file_and_is_twice_the_same()
    {
        var page = Page(Report);

        Assert.Equal(page, Page(Report));
        foreach (var reference in new[] { " src=", "<script", "url(", " href=" })
            Assert.DoesNotContain(reference, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_headed_where_nothing_happened()
    {
        var page = Page(FactoryReport.Of("20260201T063000Z-0123abcd", "a test", [], [], [], []));

        Assert.Contains("0 of 0 coins of a test are worth a model. Units: none.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", page, StringComparison.Ordinal);
    }

    private static string Page(FactoryReport report) => Encoding.UTF8.GetString(FactoryPage.Render(report));

    private static string Row(params string[] cells) => string.Concat(cells.Select(cell => $"<td>{cell}</td>"));

    private static RegimeVerdict Verdict(MarketRegime regime, bool enabled) => new(regime, enabled, 9, 3, 50, 40, "");

    private static JudgedCoin Coin(string name, string? reason) => new(name, 900, 1e7, 0.001, reason);

    private static UnitResult Result(string coin, string? shortfall) => new(coin, Timeframe.H1, UnitStatus.Done, "", "")
    {
        Verdict = new EvidenceVerdict(1, 0, 0.5, 0.3, 0.3, 1, shortfall),
    };
}
