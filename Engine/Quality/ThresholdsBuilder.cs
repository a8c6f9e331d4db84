using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Quality;

/// <summary>Makes the entries and the summary of a thresholds file from the coins' scores.</summary>
public static class ThresholdsBuilder
{
    /// <summary>Probabilistic Sharpe ratio ACTIVE asks for.</summary>
    public const double ActivePsr = 0.95;

    /// <summary>Trades in test ACTIVE asks for.</summary>
    public const int ActiveTrades = 100;

    /// <summary>
    /// One coin's entry: the tier by its score; ACTIVE becomes WARMUP, under the same tier, where the evidence is not sufficient, and
    /// CAUTION where the regime gate enables no known regime.
    /// </summary>
    public static CoinThreshold Judge(CoinEvidence coin)
    {
        var score = double.IsNaN(coin.Score) || coin.Failure is not null ? 0 : coin.Score;
        var tier = QualityTiers.Of(score);
        var action = QualityTiers.ActionOf(tier);
        var reason = coin.Failure
            ?? (double.IsNaN(coin.Score) ? "no score could be computed" : Text($"score {coin.Score:F1}: {TierText(tier)}"));
        if (coin is { Failure: null, ScoreLimit: { } limit } && tier != QualityTier.High)
            reason += "; " + limit;
        if (action == GateAction.Active && Shortfall(coin) is { } shortfall)
        {
            action = GateAction.Warmup;
            reason += "; on paper only: " + shortfall.Reason;
        }
        else if (action == GateAction.Active && RegimeCheck(coin) is not null)
        {
            action = GateAction.Caution;
            reason += "; the regime gate enables it in no regime";
        }
        return new CoinThreshold
        {
            Status = action,
            QualityTier = tier,
            Score0100 = score,
            MinConfidence = QualityTiers.MinConfidenceOf(tier),
            Action = action,
            Reason = reason,
        };
    }

    /// <summary>The first check that keeps a scored coin from being ACTIVE; null where none does, or its run is not judged yet.</summary>
    public static GateCheck? FailedCheck(CoinEvidence coin)
    {
        if (!(coin.Score >= QualityTiers.HighFrom))
            return new GateCheck("score", coin.Score, QualityTiers.HighFrom);
        return Shortfall(coin) is { } shortfall ? shortfall.Check : RegimeCheck(coin);
    }

    /// <summary>Counts of a file's entries; coverage is (active + warmup) / all.</summary>
    public static ThresholdsSummary Summarise(IReadOnlyCollection<CoinThreshold> coins)
    {
        int Count(GateAction action) => coins.Count(c => c.Action == action);
        var (active, warmup) = (Count(GateAction.Active), Count(GateAction.Warmup));
        return new ThresholdsSummary
        {
            ActiveCoins = active,
            WarmupCoins = warmup,
            CautionCoins = Count(GateAction.Caution),
            NoTradeCoins = Count(GateAction.NoTrade),
            Coverage = coins.Count == 0 ? 0 : (double)(active + warmup) / coins.Count,
        };
    }

    private static (string Reason, GateCheck? Check)? Shortfall(CoinEvidence coin)
    {
        if (!(coin.Psr >= ActivePsr))
            return (
                Text($"the probabilistic Sharpe ratio is {coin.Psr:0.000}, {ActivePsr} is needed"),
                new("probabilistic_sharpe", coin.Psr, ActivePsr));
        if (coin.Trades < ActiveTrades)
            return (Text($"{coin.Trades} trades in test, {ActiveTrades} are needed"), new("trades", coin.Trades, ActiveTrades));
        if (coin.FundingMissingShare > 0)
            return (
                Text($"{coin.FundingMissingShare:0.0%} of the funding rates in test are missing"),
                new("funding_missing", coin.FundingMissingShare, 0));
        if (coin.Verdict is not { } verdict)
            return ("the run's units are not judged together yet", null);
        return verdict.Shortfall is { } shortfall ? (shortfall, verdict.FailedCheck) : null;
    }

    // Results of earlier versions list the unknown regime by itself: nothing is traded by it.
    private static GateCheck? RegimeCheck(CoinEvidence coin) =>
        coin.EnabledRegimes is { } enabled && !enabled.Known().Any() ? new GateCheck("regime_gate", 0, 1) : null;

    private static string TierText(QualityTier tier) => tier switch
    {
        QualityTier.High => "tradable",
        QualityTier.Medium => "promising, on paper only",
        QualityTier.Low => "weak, half size",
        _ => "not tradable",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
