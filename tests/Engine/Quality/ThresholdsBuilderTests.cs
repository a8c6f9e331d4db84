using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;

namespace Huracan.Tests.Engine.Quality;

public class ThresholdsBuilderTests
{
    private static CoinEvidence Coin(
        double score, double psr = 0.99, int trades = 200, double missing = 0, string? failure = null, string? shortfall = null) =>
        new("BTCUSDT", score, psr, trades, missing, failure) { Verdict = new EvidenceVerdict(1, 0, 0.99, 0.01, 0.01, 1, shortfall) };

    [Fact]
    public void Nothing_is_active_before_its_run_is_judged_together_or_where_the_verdict_misses_something()
    {
        var alone = ThresholdsBuilder.Judge(Coin(80) with { Verdict = null });
        var refused = ThresholdsBuilder.Judge(Coin(80, shortfall: "its p-value is 0.3"));

        Assert.Equal((QualityTier.High, GateAction.Warmup), (alone.QualityTier, alone.Action));
        Assert.Equal("score 80.0: tradable; on paper only: the run's units are not judged together yet", alone.Reason);
        Assert.Equal("score 80.0: tradable; on paper only: its p-value is 0.3", refused.Reason);
    }

    [Theory]
    [InlineData(75, QualityTier.High, GateAction.Active, 0.45)]
    [InlineData(74.99, QualityTier.Medium, GateAction.Warmup, 0.55)]
    [InlineData(60, QualityTier.Medium, GateAction.Warmup, 0.55)]
    [InlineData(59.99, QualityTier.Low, GateAction.Caution, 0.65)]
    [InlineData(50, QualityTier.Low, GateAction.Caution, 0.65)]
    [InlineData(49.99, QualityTier.Rejected, GateAction.NoTrade, 0.99)]
    [InlineData(0, QualityTier.Rejected, GateAction.NoTrade, 0.99)]
    [InlineData(double.NaN, QualityTier.Rejected, GateAction.NoTrade, 0.99)]
    public void The_score_sets_tier_action_and_least_confidence(double score, QualityTier tier, GateAction action, double confidence)
    {
        var entry = ThresholdsBuilder.Judge(Coin(score));
        Assert.Equal((tier, action, action, confidence), (entry.QualityTier, entry.Action, entry.Status, entry.MinConfidence));
        Assert.NotEmpty(entry.Reason);
    }

    [Theory]
    [InlineData(0.9499, 200, 0, "Sharpe")]
    [InlineData(double.NaN, 200, 0, "Sharpe")]
    [InlineData(0.99, 99, 0, "99 trades")]
    [InlineData(0.99, 200, 0.01, "funding")]
    public void A_high_score_short_of_evidence_keeps_its_tier_and_waits_on_paper(double psr, int trades, double missing, string reason)
    {
        var entry = ThresholdsBuilder.Judge(Coin(90, psr, trades, missing));
        var check = ThresholdsBuilder.FailedCheck(Coin(90, psr, trades, missing))!;
        Assert.Equal(
            reason switch
            {
                "Sharpe" => new GateCheck("probabilistic_sharpe", psr, ThresholdsBuilder.ActivePsr),
                "funding" => new GateCheck("funding_missing", missing, 0),
                _ => new GateCheck("trades", trades, ThresholdsBuilder.ActiveTrades),
            },
            check);
        Assert.Equal((QualityTier.High, GateAction.Warmup, 0.45), (entry.QualityTier, entry.Action, entry.MinConfidence));
        Assert.Contains(reason, entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_may_trade_in_no_regime_is_never_active()
    {
        var coin = Coin(90) with { EnabledRegimes = [] };
        var entry = ThresholdsBuilder.Judge(coin);

        Assert.Equal((QualityTier.High, GateAction.Caution, GateAction.Caution), (entry.QualityTier, entry.Action, entry.Status));
        Assert.Equal("score 90.0: tradable; the regime gate enables it in no regime", entry.Reason);
        Assert.Equal(new GateCheck("regime_gate", 0, 1), ThresholdsBuilder.FailedCheck(coin));
        Assert.Equal(entry, ThresholdsBuilder.Judge(coin with { EnabledRegimes = [MarketRegime.Unknown] })); // none to trade in
        Assert.Equal(GateAction.Active, ThresholdsBuilder.Judge(coin with { EnabledRegimes = [MarketRegime.Trend] }).Action);
        Assert.Null(ThresholdsBuilder.FailedCheck(coin with { EnabledRegimes = [MarketRegime.Trend] }));
        // What is missing of the evidence is told first.
        Assert.Equal(GateAction.Warmup, ThresholdsBuilder.Judge(coin with { Trades = 99 }).Action);
        Assert.Equal("trades", ThresholdsBuilder.FailedCheck(coin with { Trades = 99 })!.Rule);
    }

    [Theory]
    [InlineData(26.7, "score 26.7: not tradable; psr 0.02 earns 0 of 35 points")]
    [InlineData(65, "score 65.0: promising, on paper only; psr 0.02 earns 0 of 35 points")]
    [InlineData(80, "score 80.0: tradable")]
    public void The_reason_of_a_lower_tier_names_what_keeps_the_score_low(double score, string reason) =>
        Assert.Equal(reason, ThresholdsBuilder.Judge(Coin(score) with { ScoreLimit = "psr 0.02 earns 0 of 35 points" }).Reason);

    [Fact]
    public void A_failed_coin_is_never_traded_whatever_its_score()
    {
        var entry = ThresholdsBuilder.Judge(Coin(95, failure: "blocked by preflight: 12 % of the candles are missing"));
        Assert.Equal((GateAction.NoTrade, 0.0), (entry.Action, entry.Score0100));
        Assert.StartsWith("blocked by preflight", entry.Reason, StringComparison.Ordinal);
    }
}
