using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>Turns the results of a timeframe's units into its thresholds file.</summary>
public static class UnitThresholds
{
    /// <summary>
    /// The file of one timeframe; a unit that was not scored is NO_TRADE with its reason. One that was not to be trained is left out, since
    /// what was said of it before holds.
    /// </summary>
    /// <param name="options">Options of the run.</param>
    /// <param name="timeframe">The timeframe.</param>
    /// <param name="units">Results of its units.</param>
    public static ThresholdsFile Of(RunOptions options, Timeframe timeframe, IEnumerable<UnitResult> units)
    {
        var coins = new SortedDictionary<string, CoinThreshold>(StringComparer.Ordinal);
        foreach (var unit in units.Where(unit => !unit.IsOnlyCompared))
            coins.Add(unit.Coin, Judge(Evidence(unit), options.MinScore, options.MinEdgeAfterCostBps));
        return new ThresholdsFile
        {
            Version = options.Version,
            Timeframe = timeframe.ToString(),
            VolatilityGuard = options.VolatilityGuard,
            Coins = coins,
            Summary = ThresholdsBuilder.Summarise(coins.Values),
        };
    }

    /// <summary>
    /// A coin's entry; one that scores less than <paramref name="minScore"/>, or whose net edge is below <paramref name="minEdgeBps"/>, is
    /// NO_TRADE whatever its tier.
    /// </summary>
    /// <param name="evidence">What the action is decided on.</param>
    /// <param name="minScore">Least score, 0 to 100.</param>
    /// <param name="minEdgeBps">Least net edge per trade, basis points; 0 asks for none.</param>
    public static CoinThreshold Judge(CoinEvidence evidence, double minScore, double minEdgeBps = 0)
    {
        var entry = ThresholdsBuilder.Judge(evidence);
        if (evidence.Failure is not null || entry.Action == GateAction.NoTrade)
            return entry;
        if (!(entry.Score0100 >= minScore))
            return Refused(
                entry, FormattableString.Invariant($"score {entry.Score0100:F1} is below the least score asked for, {minScore:F1}"));
        return minEdgeBps > 0 && !(evidence.NetEdgeBps >= minEdgeBps)
            ? Refused(
                entry,
                FormattableString.Invariant(
                    $"net edge {evidence.NetEdgeBps:F1} bp is below the least edge asked for, {minEdgeBps:0.##} bp"))
            : entry;
    }

    /// <summary>A scored unit's result with the tier, action and reason it has under these options; any other as it is.</summary>
    public static UnitResult Reevaluate(UnitResult unit, RunOptions options)
    {
        if (unit.Status != UnitStatus.Done || unit.IsUnscored)
            return unit;
        var entry = Judge(Evidence(unit), options.MinScore, options.MinEdgeAfterCostBps);
        return unit with
        {
            Tier = entry.QualityTier,
            Action = entry.Action,
            Reason = entry.Reason,
            FailedCheck = FailedCheck(Evidence(unit), options),
        };
    }

    // In the order of Judge, so that the reason tells of the same.
    private static GateCheck? FailedCheck(CoinEvidence evidence, RunOptions options)
    {
        if (!(evidence.Score >= Math.Max(QualityTiers.LowFrom, options.MinScore)))
            return new GateCheck("score", evidence.Score, Math.Max(QualityTiers.HighFrom, options.MinScore));
        return options.MinEdgeAfterCostBps > 0 && !(evidence.NetEdgeBps >= options.MinEdgeAfterCostBps)
            ? new GateCheck("net_edge", evidence.NetEdgeBps, options.MinEdgeAfterCostBps)
            : ThresholdsBuilder.FailedCheck(evidence);
    }

    private static CoinThreshold Refused(CoinThreshold entry, string reason) => entry with
    {
        Status = GateAction.NoTrade,
        Action = GateAction.NoTrade,
        MinConfidence = QualityTiers.MinConfidenceOf(QualityTier.Rejected),
        Reason = reason,
    };

    /// <summary>The evidence of a candidate for the gate.</summary>
    /// <param name="coin">Symbol.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="verdict">The verdict over the run's units; null where there is none for this candidate.</param>
    public static CoinEvidence Evidence(string coin, CandidateReport candidate, EvidenceVerdict? verdict = null)
    {
        var trading = candidate.Trading.Trading;
        return new CoinEvidence(coin, candidate.Score.Score, trading.Psr, trading.TradesTaken, trading.FundingMissingShare)
        {
            ScoreLimit = ScoreLimit.Of(candidate.Score),
            NetEdgeBps = trading.NetEdgeBps,
            Verdict = verdict,
            EnabledRegimes = candidate.RegimeVerdicts?.Enabled(),
        };
    }

    private static CoinEvidence Evidence(UnitResult unit) => unit.Status == UnitStatus.Done
        ? new CoinEvidence(
            unit.Coin, unit.Score ?? double.NaN, unit.ProbabilisticSharpe ?? double.NaN, unit.Trades ?? 0, unit.FundingMissingShare ?? 1)
        {
            ScoreLimit = unit.ScoreLimit,
            NetEdgeBps = unit.NetEdgeBps ?? double.NaN,
            Verdict = unit.Verdict,
            EnabledRegimes = unit.EnabledRegimes,
        }
        : new CoinEvidence(unit.Coin, double.NaN, double.NaN, 0, 0, unit.Reason);
}
