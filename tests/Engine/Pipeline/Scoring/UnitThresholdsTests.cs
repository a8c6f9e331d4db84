using System.Text.Json;
using System.Text.Json.Nodes;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Tests.Engine.Quality;

namespace Huracan.Tests.Engine.Pipeline.Scoring;

public class UnitThresholdsTests
{
    private static readonly UnitResult Unit = new("BTCUSDT", Timeframe.H1, UnitStatus.Failed, "it failed", "");

    [Fact]
    public void The_file_carries_the_volatility_guard_of_its_run()
    {
        var guard = new VolatilityGuardOptions { CurrentDays = 2, HistoryDays = 20, RatioFrom = 1.25, RatioTo = 4, MaxRaise = 0.2 };
        var options = new RunOptions { VolatilityGuard = guard };

        var text = JsonSerializer.Serialize(UnitThresholds.Of(options, Timeframe.H1, [Unit]));

        Assert.Equal(
            """{"current_days":2,"history_days":20,"ratio_from":1.25,"ratio_to":4,"max_raise":0.2}""",
            JsonNode.Parse(text)!["volatility_guard"]!.ToJsonString());
        Assert.Equal(options.VolatilityGuard, JsonSerializer.Deserialize<ThresholdsFile>(text)!.VolatilityGuard);
    }

    [Fact]
    public void A_file_of_before_is_read()
    {
        var older = JsonNode.Parse(JsonSerializer.Serialize(UnitThresholds.Of(new RunOptions(), Timeframe.H1, [Unit])))!.AsObject();
        Assert.True(older.Remove("volatility_guard"));

        var file = older.Deserialize<ThresholdsFile>()!;

        Assert.Null(file.VolatilityGuard);
        Assert.Equal("it failed", file.Coins["BTCUSDT"].Reason);
    }

    [Fact]
    public void The_summary_counts_actions_and_coverage_is_active_and_warmup_over_all()
    {
        var file = UnitThresholds.Of(
            new RunOptions(), Timeframe.H1,
            [
                ScoredUnits.Of("D", 80), ScoredUnits.Of("C", 80) with { ProbabilisticSharpe = 0.5 }, ScoredUnits.Of("B", 55),
                ScoredUnits.Of("A", 10), ScoredUnits.Of("E", 65),
                ScoredUnits.Of("F", 80) with { Status = UnitStatus.Skipped, IsOnlyCompared = true }, // says nothing new
            ]);

        Assert.Equal(["A", "B", "C", "D", "E"], file.Coins.Keys);
        Assert.Equal(
            new ThresholdsSummary { ActiveCoins = 1, WarmupCoins = 2, CautionCoins = 1, NoTradeCoins = 1, Coverage = 0.6 }, file.Summary);
        Assert.Equal(0, ScoredUnits.Thresholds().Summary.Coverage);
        Assert.Throws<ArgumentException>(() => ScoredUnits.Thresholds(("A", 1), ("A", 2)));
    }

    [Theory]
    [InlineData(0, 4, GateAction.Active)] // nothing is asked for
    [InlineData(4, 4, GateAction.Active)]
    [InlineData(4.5, 4, GateAction.NoTrade)]
    [InlineData(4.5, double.NaN, GateAction.NoTrade)] // no trades, no edge
    public void A_unit_whose_net_edge_is_below_the_least_asked_for_is_not_traded(double least, double edge, GateAction expected)
    {
        var unit = ScoredUnits.Of("BTCUSDT", 80) with { NetEdgeBps = edge };

        var result = UnitThresholds.Reevaluate(unit, new RunOptions { MinEdgeAfterCostBps = least });

        Assert.Equal(expected, result.Action);
        Assert.Equal(expected == GateAction.NoTrade ? new GateCheck("net_edge", edge, least) : null, result.FailedCheck);
        Assert.Equal(
            expected == GateAction.NoTrade,
            result.Reason.EndsWith("is below the least edge asked for, 4.5 bp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_unit_that_may_trade_in_no_regime_is_not_active_and_says_which_check_it_fails()
    {
        var unit = ScoredUnits.Of("BTCUSDT", 80) with { EnabledRegimes = [] };

        var result = UnitThresholds.Reevaluate(unit, new RunOptions());

        Assert.Equal((GateAction.Caution, new GateCheck("regime_gate", 0, 1)), (result.Action, result.FailedCheck));
        Assert.EndsWith("the regime gate enables it in no regime", result.Reason, StringComparison.Ordinal);
        Assert.Equal(1, UnitThresholds.Of(new RunOptions(), Timeframe.H1, [unit]).Summary.CautionCoins);
    }

    [Fact]
    public void The_file_has_the_documented_names_and_reads_back()
    {
        var file = ScoredUnits.Thresholds(("BTCUSDT", 80), ("ETHUSDT", 20));
        var text = JsonSerializer.Serialize(file);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal(["version", "timeframe", "volatility_guard", "coins", "summary"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal("4h", root.GetProperty("timeframe").GetString());
        var coin = root.GetProperty("coins").GetProperty("BTCUSDT");
        Assert.Equal(
            ["status", "quality_tier", "score_0_100", "min_confidence", "action", "reason"], coin.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ("ACTIVE", "HIGH", "ACTIVE"),
            (coin.GetProperty("status").GetString(), coin.GetProperty("quality_tier").GetString(), coin.GetProperty("action").GetString()));
        Assert.Equal("NO_TRADE", root.GetProperty("coins").GetProperty("ETHUSDT").GetProperty("action").GetString());
        Assert.Equal(
            ["active_coins", "warmup_coins", "caution_coins", "no_trade_coins", "coverage"],
            root.GetProperty("summary").EnumerateObject().Select(p => p.Name));
        var back = JsonSerializer.Deserialize<ThresholdsFile>(text)!;
        Assert.Equal(file.Coins["BTCUSDT"], back.Coins["BTCUSDT"]);
        Assert.Equal(file.Summary, back.Summary);
    }
}
