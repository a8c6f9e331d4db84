using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Schedules;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Retraining;
using Huracan.MarketData.Daily;

namespace Huracan.Tests.MarketData.Daily;

public class DailyReportsTests
{
    private static readonly DateTimeOffset Due = new(2026, 1, 2, 0, 45, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_is_summed_up_with_counts_that_add_up()
    {
        var universe = new CoinUniverse(
            [.. new[] { "AAAUSDT", "BBBUSDT", "CCCUSDT", "DDDUSDT" }.Select(coin => Coin(coin, null))],
            [Coin("THINUSDT", "min_liquidity_gbp: 3 pounds a day are traded; 100 are needed")], Due);
        var report = FactoryReport.Of(
            "r1", "store", universe.Coins, universe.Excluded,
            [
                Unit("AAAUSDT", "promoted", "it is better") with
                {
                    Horizon = 4,
                    Champion = "r1",
                    Promotion = Promotion(PromotionVerdict.Promote),
                },
                Unit("AAAUSDT", "waiting", "too few days") with { Horizon = 24, Promotion = Promotion(PromotionVerdict.Wait) },
                Unit("BBBUSDT", "failed", "it broke"),
            ],
            [
                new("AAAUSDT", Timeframe.H1, UnitStatus.Done, "it is ACTIVE", ""),
                new("BBBUSDT", Timeframe.H1, UnitStatus.Failed, "it broke", ""),
            ]);
        TrainingChoice[] choices =
        [
            Choice("AAAUSDT", RetrainReason.NewUnit, "it has no model"), Choice("BBBUSDT", RetrainReason.Age, "old"),
            Choice("CCCUSDT", RetrainReason.None, "its model is 2 days old"),
            Choice("DDDUSDT", RetrainReason.None, "its candles are blocked by the preflight") with { DataEnd = default },
        ];

        var day = DailyReports.Of(
            "2026-01-02",
            [
                Ended(DailyTask.Download, new TaskOutcome(false, "the exchange is away")),
                Ended(DailyTask.Universe, universe.ToOutcome()),
                Ended(DailyTask.Factory, TaskOutcomes.OfFactory([report], choices)),
                Ended(
                    DailyTask.Factory,
                    TaskOutcomes.OfFactory([], [Choice("AAAUSDT", RetrainReason.None, "its model is new"), choices[2]])),
            ]);

        Assert.Equal(["AAAUSDT"], day.Coins);
        Assert.Equal(
            new DailyUnit("AAAUSDT", Timeframe.H1, 4, "promoted", "it is better", "r1", PromotionVerdict.Promote),
            Assert.Single(day.Champions));
        Assert.Equal(
            [
                ("THINUSDT", null, "min_liquidity_gbp: 3 pounds a day are traded; 100 are needed"),
                ("CCCUSDT", Timeframe.H1, "its model is 2 days old"),
                ("DDDUSDT", Timeframe.H1, "its candles are blocked by the preflight"),
            ],
            day.Skipped.Select(skip => (skip.Coin, skip.Timeframe, skip.Reason)));
        Assert.Equal(
            [(DailyTask.Download, null, "the exchange is away"), (DailyTask.Factory, "BBBUSDT", "it broke")],
            day.Failures.Select(failure => (failure.Task, failure.Coin, failure.Reason)));
        Assert.Equal((5, 1, 1, 3), (day.Counts.Coins, day.Counts.Processed, day.Counts.LeftOut, day.Counts.Idle));
        Assert.Equal(
            ["failed 1", "fresh 1", "promoted 1", "skipped 1", "waiting 1"],
            day.Counts.Outcomes.Select(pair => $"{pair.Key} {pair.Value}"));
        Assert.Equal(5, day.Counts.Units);
        Assert.Equal("1 of 2 units trained anew; 1 became champions; runs: r1", day.Tasks[2].Summary);
    }

    [Fact]
    public void A_day_without_tasks_is_empty()
    {
        var day = DailyReports.Of("2026-01-02", []);

        Assert.Empty(day.Coins);
        Assert.Empty(day.Counts.Outcomes);
        Assert.Equal((0, 0, 0), (day.Counts.Coins, day.Counts.Idle, day.Counts.Units));
    }

    [Fact]
    public void A_report_in_another_shape_stays_with_its_task()
    {
        var day = DailyReports.Of("2026-01-02", [Ended(DailyTask.Universe, new TaskOutcome(true, "3 coins", """{"coins":3}"""))]);

        Assert.Equal(0, day.Counts.Coins);
        Assert.Equal("3 coins", Assert.Single(day.Tasks).Summary);
    }

    private static JudgedCoin Coin(string coin, string? reason) => new(coin, 200, 1e6, 0, reason);

    private static FactoryUnit Unit(string coin, string outcome, string reason) =>
        new(coin, Timeframe.H1, GateAction.Active, outcome, reason, null, null, null);

    private static TrainingChoice Choice(string coin, RetrainReason reason, string text) => new(coin, Timeframe.H1, reason, text, Due);

    private static OccurrenceView Ended(string task, TaskOutcome outcome) => new(
        task, Due, outcome.Succeeded ? OccurrenceState.Done : OccurrenceState.Failed, Due, Due, 1, 0, outcome.Summary,
        outcome.Report is { } report ? JsonSerializer.Deserialize<JsonElement>(report) : null);

    private static PromotionReport Promotion(PromotionVerdict verdict) => new()
    {
        Verdict = verdict,
        Reason = "it is better",
        Bars = 2_400,
        Days = 100,
        Alpha = 0.05,
        Challengers = 1,
        Threshold = 20,
        Evidence = 24,
        HighestEvidence = 25,
        Profit = new EvidenceLevels(1, 2, 0, 1),
        Forecasts = new EvidenceLevels(1, 2, 0, 1),
        ChampionSharpe = 0,
        ChallengerSharpe = 1,
        Guards = [],
    };
}
