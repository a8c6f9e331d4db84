using Huracan.Contracts;
using Huracan.Engine.Quality;
using Huracan.Engine.Reports;

namespace Huracan.Engine.Pipeline;

/// <summary>Chooses a unit's candidate on validation, scores it on test and writes the unit's report.</summary>
/// <param name="context">The run.</param>
public sealed class ScoreStage(RunContext context)
{
    /// <summary>Reads the candidates' reports; cheap, so always done anew.</summary>
    public UnitResult Run(UnitId unit, IReadOnlyList<Candidate> candidates)
    {
        var reports = candidates.Select(Read).ToArray();
        // Test is not looked at here: the choice rests on validation, ties go to the first family named.
        var chosen = reports.MaxBy(report => report.Validation.LogLossSkill) ?? throw new ArgumentException("A unit has at least one candidate.", nameof(candidates));
        var choice = FormattableString.Invariant(
            $"{chosen.Family} at {chosen.Horizon} bars has the best log-loss skill on validation ({chosen.Validation.LogLossSkill:F4}) of {reports.Length} tried.");
        var result = Result(unit, chosen, reports.Length);
        var report = new UnitReport(result, choice, chosen.Score, reports);
        context.Folder.WriteJson(UnitReport.PathOf(unit), report);
        context.Folder.Write($"{unit}/report.html", UnitPage.Render(report));
        return result;
    }

    private CandidateReport Read(Candidate candidate)
    {
        var forecasts = context.Folder.ReadJson<ForecastReport>(BacktestStage.ForecastReportPath(candidate));
        var trading = context.Folder.ReadJson<TradingReport>(BacktestStage.TradingReportPath(candidate));
        var score = ScoreFormula.Evaluate(ScoreInputs.Of(trading.Trading, forecasts.SkillOverBaselines, trading.PositiveFolds));
        return new CandidateReport(
            candidate.Family.Name, candidate.Horizon, context.Folder.ReadJson<ValidationReport>(TrainStage.ReportPath(candidate)), forecasts, trading, score);
    }

    private UnitResult Result(UnitId unit, CandidateReport chosen, int tried)
    {
        var trading = chosen.Trading.Trading;
        var evidence = new CoinEvidence(unit.Coin, chosen.Score.Score, trading.Psr, trading.TradesTaken, trading.FundingMissingShare);
        var threshold = Thresholds.Judge(evidence, context.Options.MinScore);
        return new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Done, threshold.Reason, "")
        {
            Family = chosen.Family,
            Horizon = chosen.Horizon,
            Score = chosen.Score.Score,
            Tier = threshold.QualityTier,
            Action = threshold.Action,
            Trades = trading.TradesTaken,
            Sharpe = trading.SharpeAnnual,
            ProbabilisticSharpe = trading.Psr,
            NetEdgeBps = trading.NetEdgeBps,
            BalancedAccuracy = chosen.Forecasts.Classification.BalancedAccuracy,
            FundingMissingShare = trading.FundingMissingShare,
            TrialsTried = tried,
        };
    }
}
