using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;

namespace Huracan.Tests.Engine.Quality;

public class QualityGateTests
{
    private static readonly ThresholdsFile Thresholds = ScoredUnits.Thresholds(("ACTIVE", 80), ("WARM", 65), ("WEAK", 55), ("BAD", 20)) with
    {
        VolatilityGuard = null,
    };

    [Theory]
    [InlineData("ACTIVE", 0.45, true, GateAction.Active, 1)]
    [InlineData("ACTIVE", 0.4499, false, GateAction.Active, 0)]
    [InlineData("ACTIVE", double.NaN, false, GateAction.Active, 0)]
    [InlineData("WARM", 0.99, false, GateAction.Warmup, 0)]
    [InlineData("WEAK", 0.65, true, GateAction.Caution, 0.5)]
    [InlineData("WEAK", 0.6, false, GateAction.Caution, 0)]
    [InlineData("BAD", 1, false, GateAction.NoTrade, 0)]
    [InlineData("UNKNOWN", 1, false, GateAction.NoTrade, 0)]
    public void Each_action_does_what_it_says(string symbol, double confidence, bool trade, GateAction action, double size)
    {
        var decision = new QualityGate(Thresholds).ShouldTrade(symbol, confidence);
        Assert.Equal((trade, action, size), (decision.ShouldTrade, decision.Action, decision.SizeFactor));
        Assert.NotEmpty(decision.Reason);
    }

    [Fact]
    public void An_unknown_symbol_is_named()
    {
        var decision = new QualityGate(Thresholds).ShouldTrade("UNKNOWN", 1);
        Assert.Contains("UNKNOWN", decision.Reason, StringComparison.Ordinal);
        Assert.Equal((0.0, QualityTier.Rejected), (decision.Score, decision.QualityTier));
    }

    [Fact]
    public void The_override_moves_the_bar_both_ways_but_lifts_no_ban()
    {
        var lower = new QualityGate(Thresholds, new GateOptions { MinConfidence = 0 });
        Assert.True(lower.ShouldTrade("ACTIVE", 0.1).ShouldTrade);
        Assert.False(lower.ShouldTrade("BAD", 1).ShouldTrade);
        Assert.False(lower.ShouldTrade("WARM", 1).ShouldTrade);
        Assert.False(new QualityGate(Thresholds, new GateOptions { MinConfidence = 0.9 }).ShouldTrade("ACTIVE", 0.8).ShouldTrade);
    }

    [Fact]
    public void A_wild_market_asks_for_more_by_the_files_settings_and_the_reason_says_so()
    {
        const string words = "the least confidence is raised from 0.45 to 0.55: volatility is 2.4 times the usual";
        var file = Thresholds with { VolatilityGuard = new VolatilityGuardOptions { RatioFrom = 1.4, RatioTo = 3.4, MaxRaise = 0.2 } };
        var gate = new QualityGate(file);
        Assert.True(gate.ShouldTrade("ACTIVE", 0.5).ShouldTrade);
        Assert.DoesNotContain("raised", gate.ShouldTrade("ACTIVE", 0.5, 1.3).Reason, StringComparison.Ordinal);

        var below = gate.ShouldTrade("ACTIVE", 0.5, volatility: 2.4);
        var above = gate.ShouldTrade("ACTIVE", 0.6, volatility: 2.4);

        Assert.Equal((false, $"confidence 0.5 is below 0.55; {words}"), (below.ShouldTrade, below.Reason));
        Assert.Equal((true, $"{Thresholds.Coins["ACTIVE"].Reason}; {words}"), (above.ShouldTrade, above.Reason));
        var off = new QualityGate(file with { VolatilityGuard = new VolatilityGuardOptions { MaxRaise = 0 } });
        Assert.True(off.ShouldTrade("ACTIVE", 0.45, volatility: 10).ShouldTrade);
    }

    [Fact]
    public void A_file_without_the_guards_settings_takes_the_defaults_and_bad_ones_are_refused()
    {
        Assert.Null(Thresholds.VolatilityGuard);
        var reason = new QualityGate(Thresholds).ShouldTrade("ACTIVE", 0.5, volatility: 3).Reason;
        Assert.Contains("raised from 0.45 to 0.6:", reason, StringComparison.Ordinal);
        var bad = Thresholds with { VolatilityGuard = new VolatilityGuardOptions { MaxRaise = 2 } };
        var refused = Assert.Throws<InputRefusedException>(() => new QualityGate(bad));
        Assert.Contains("volatility_guard.max_raise", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Switched_off_it_lets_everything_through_and_still_shows_the_action()
    {
        var decision = new QualityGate(Thresholds, new GateOptions { Enabled = false }).ShouldTrade("BAD", 0.1);
        Assert.Equal((true, GateAction.NoTrade, 1.0), (decision.ShouldTrade, decision.Action, decision.SizeFactor));
    }

    [Fact]
    public void Filtering_keeps_every_signal_and_says_why_one_may_not_be_traded()
    {
        var gated = new QualityGate(Thresholds).FilterSignals(
            [new("ACTIVE", 1, 0.6), new("ACTIVE", 0, 0.6), new("WEAK", -1, 0.7), new("BAD", 1, 0.9)]);
        Assert.Equal([true, false, true, false], gated.Select(g => g.Decision.ShouldTrade));
        Assert.Equal([true, false, true, false], gated.Select(g => g.FilteredReason is null));
        Assert.Equal("the forecast is flat", gated[1].FilteredReason);
        Assert.Equal(gated[3].Decision.Reason, gated[3].FilteredReason);
    }

    [Fact]
    public void Filtering_and_asking_one_by_one_agree_and_the_order_is_free()
    {
        var gate = new QualityGate(Thresholds);
        TradeSignal[] signals = [
            .. new[] { "ACTIVE", "WARM", "WEAK", "BAD", "X" }
                .SelectMany(s => new[] { 0.3, 0.5, 0.7, 0.995 }.Select(c => new TradeSignal(s, 1, c)))
        ];
        var forward = gate.FilterSignals(signals);
        Assert.All(forward, g => Assert.Equal(gate.ShouldTrade(g.Signal.Symbol, g.Signal.Confidence), g.Decision));
        Assert.Equal(forward.Reverse(), gate.FilterSignals(signals.Reverse()));
    }

    [Fact]
    public void A_file_that_breaks_a_rule_is_refused_with_coin_and_key()
    {
        ThresholdsFile With(CoinThreshold entry) =>
            Thresholds with { Coins = new Dictionary<string, CoinThreshold> { ["BTCUSDT"] = entry } };
        var good = Thresholds.Coins["ACTIVE"];
        (CoinThreshold, string)[] bad =
        [
            (good with { MinConfidence = 1.5 }, "min_confidence"),
            (good with { Score0100 = double.NaN }, "score_0_100"),
            (good with { Status = GateAction.NoTrade }, "status"),
        ];
        foreach (var (entry, key) in bad)
        {
            var refused = Assert.Throws<InputRefusedException>(() => new QualityGate(With(entry)));
            Assert.Contains($"BTCUSDT: {key}", refused.Message, StringComparison.Ordinal);
        }
    }
}
