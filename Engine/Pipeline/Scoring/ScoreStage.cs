using System.Globalization;
using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Selection;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Reports;
using Huracan.Engine.Tables;
using MathNet.Numerics.Distributions;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>Chooses a unit's candidate on validation, scores it on test and writes the unit's report.</summary>
/// <param name="context">The run.</param>
public sealed class ScoreStage(RunContext context)
{
    /// <summary>Reads the candidates' reports; cheap, so never cached.</summary>
    public UnitResult Run(UnitId unit, IReadOnlyList<Candidate> candidates)
    {
        var reports = candidates.Select(Read).ToArray();
        var best = Chosen(candidates);
        var chosen = reports.First(report => report.Family == best.Family.Name && report.Horizon == best.Horizon);
        var choice = string.Create(
            CultureInfo.InvariantCulture,
            $"{chosen.Family} at {chosen.Horizon} bars has the best log-loss skill on validation ({chosen.Validation.LogLossSkill:F4}) of "
                + $"{reports.Length} tried.");
        var data = context.Folder.ReadJson<IntegrityReport>(RunOutputs.Integrity(unit.Coin)).Of(unit.Timeframe);
        var result = Result(candidates[0], data.Vendor, chosen, reports) with
        {
            Vendor = data.Vendor,
            Comparison = data.Comparison,
            Regime = UnitRegimes.Of(context.Options.Regimes, candidates[0].Data.Candles, candidates[0].Parts) is { Count: > 0 } regimes
                ? regimes[regimes.Count - 1]
                : null,
        };
        Write(new UnitReport(result, choice, chosen.Score, reports) { Consensus = Consensus(unit) });
        return result;
    }

    /// <summary>The candidate with the best log-loss skill on validation; ties go to the first family listed.</summary>
    public Candidate Chosen(IReadOnlyList<Candidate> candidates) => candidates.MaxBy(candidate => Validation(candidate).LogLossSkill)
        ?? throw new ArgumentException("A unit has at least one candidate.", nameof(candidates));

    /// <summary>What is known of a test part before it is read.</summary>
    /// <param name="candidate">A candidate of the unit.</param>
    /// <param name="specification">Hash of how its models were made.</param>
    /// <param name="models">How many of them have been tried on it with the next one.</param>
    public TestEvidence Unread(Candidate candidate, string specification, int models)
    {
        var unit = candidate.Data.Unit;
        var vendor = context.Folder.ReadJson<IntegrityReport>(RunOutputs.Integrity(unit.Coin)).Of(unit.Timeframe).Vendor;
        var (candles, part) = (candidate.Data.Candles, candidate.Parts.Test);
        return new TestEvidence(
            DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[part.Start]),
            DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[part.End - 1] + candles.Timeframe.Milliseconds),
            part.Length, double.NaN, double.NaN, double.NaN, RunSpecification.MarketOf(context.Options, vendor), specification, models)
        {
            BarMarks = BarMarks.Of(candles, part),
        };
    }

    /// <summary>Puts the result that a scored unit has among all of the run into its report.</summary>
    /// <returns>The report.</returns>
    public UnitReport Update(UnitResult unit)
    {
        var report = context.Folder.ReadJson<UnitReport>(UnitReport.PathOf(unit.Unit)) with { Result = unit };
        Write(report);
        return report;
    }

    /// <summary>Open times, in ms UTC, and regimes of a unit's test part; empty where there is no table of it.</summary>
    public (long[] Times, MarketRegime[] Regimes) Regimes(UnitId unit) => context.Folder.Exists(RunOutputs.ConsensusBars(unit))
        ? Regimes(context.Folder.ReadTable(RunOutputs.ConsensusBars(unit)))
        : ([], []);

    /// <summary>Open times, in ms UTC, and regimes of a unit's test part.</summary>
    /// <param name="table">The table of its consensus.</param>
    public static (long[] Times, MarketRegime[] Regimes) Regimes(Table table)
    {
        var byName = Enum.GetValues<MarketRegime>().ToDictionary(regime => SettingText.Of(regime), StringComparer.Ordinal);
        return (table.Get<long>("open_time"), Array.ConvertAll(table.Get<string>("regime"), name => byName[name]));
    }

    private void Write(UnitReport report)
    {
        context.Folder.WriteJson(UnitReport.PathOf(report.Result.Unit), report);
        context.Folder.Write(RunOutputs.UnitPage(report.Result.Unit), UnitPage.Render(report, Drawings(report)));
    }

    private UnitDrawings Drawings(UnitReport report)
    {
        var unit = report.Result.Unit;
        var roots = report.Candidates.Select(candidate => RunOutputs.Candidate(unit, candidate.Family, candidate.Horizon)).ToArray();
        var (times, regimes) = Regimes(unit);
        var candles = times.Length == 0 ? null : CandleTable.ReadCandles(context.Folder, unit);
        return new UnitDrawings(
            times, candles is null ? [] : Array.ConvertAll(times, time => candles.Close[candles.IndexOf(time)]), regimes,
            [.. roots.Select(Equity)])
        {
            Importance =
            [
                .. roots.Select(root => $"{root}/{StageOutputs.Importance}").Where(context.Folder.Exists)
                    .Select(context.Folder.ReadJson<ImportanceReport>),
            ],
        };
    }

    private string? Equity(string root) => context.Folder.Exists($"{root}/{StageOutputs.EquityChart}")
        ? Encoding.UTF8.GetString(context.Folder.Read($"{root}/{StageOutputs.EquityChart}"))
        : null;

    private ConsensusReport? Consensus(UnitId unit) => context.Folder.Exists(RunOutputs.Consensus(unit))
        ? context.Folder.ReadJson<ConsensusReport>(RunOutputs.Consensus(unit))
        : null;

    private ValidationReport Validation(Candidate candidate) =>
        context.Folder.ReadJson<ValidationReport>(candidate.PathOf(StageOutputs.ValidationMetrics));

    private CandidateReport Read(Candidate candidate)
    {
        var forecasts = context.Folder.ReadJson<ForecastReport>(candidate.PathOf(StageOutputs.TestMetrics));
        var trading = context.Folder.ReadJson<TradingReport>(candidate.PathOf(StageOutputs.TradingMetrics));
        var validation = Validation(candidate);
        var inputs = ScoreInputs.Of(trading.Trading, forecasts.SkillOverBaselines, trading.PositiveFolds) with
        {
            LogLossSkill = Math.Min(validation.LogLossSkill, forecasts.LogLossSkill),
        };
        var chosen = context.Options.Search.IsOn && context.Folder.Exists(candidate.PathOf(StageOutputs.ChosenSettings))
            ? context.Folder.ReadJson<BestConfiguration>(candidate.PathOf(StageOutputs.ChosenSettings))
            : null;
        var score = ScoreFormula.Evaluate(inputs with
        {
            IsOverfitted = chosen?.OverfittingProbability > context.Options.Evidence.MaxOverfitting,
        });
        return new CandidateReport(candidate.Family.Name, candidate.Horizon, validation, forecasts, trading, score)
        {
            SettingsReason = chosen?.Reason,
            Overfitting = chosen?.OverfittingProbability,
            Edge = context.Folder.Exists(candidate.PathOf(StageOutputs.Edge))
                ? context.Folder.ReadJson<EdgeReport>(candidate.PathOf(StageOutputs.Edge))
                : null,
            RegimeVerdicts = CandidateRegimes.Judge(context, candidate),
        };
    }

    private UnitResult Result(Candidate first, string? vendor, CandidateReport chosen, CandidateReport[] reports)
    {
        var unit = first.Data.Unit;
        var trading = chosen.Trading.Trading;
        var threshold = UnitThresholds.Judge(
            UnitThresholds.Evidence(unit.Coin, chosen), context.Options.MinScore, context.Options.MinEdgeAfterCostBps);
        var edge = chosen.Edge?.Taker.Total;
        return new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Done, threshold.Reason, "")
        {
            Family = chosen.Family,
            Horizon = chosen.Horizon,
            Score = chosen.Score.Score,
            ScoreLimit = ScoreLimit.Of(chosen.Score),
            Tier = threshold.QualityTier,
            Action = threshold.Action,
            Trades = trading.TradesTaken,
            Sharpe = trading.SharpeAnnual,
            ProbabilisticSharpe = trading.Psr,
            NetEdgeBps = trading.NetEdgeBps,
            NetEdgeError = edge?.Net.StandardError,
            CapacityQuote = edge?.Capacity?.Notional,
            EnabledRegimes = chosen.RegimeVerdicts?.Enabled(),
            BalancedAccuracy = chosen.Forecasts.Classification.BalancedAccuracy,
            FundingMissingShare = trading.FundingMissingShare,
            TrialsTried = reports.Sum(report => report.Trading.Tried),
            Evidence = new TestEvidence(
                chosen.Trading.From, chosen.Trading.To, trading.Bars, trading.Sharpe, trading.Skew, trading.Kurtosis,
                RunSpecification.MarketOf(context.Options, vendor), RunSpecification.Of(context), reports.Length)
            {
                BarMarks = BarMarks.Of(first.Data.Candles, first.Parts.Test),
                ValidationSkill = chosen.Validation.LogLossSkill,
                ValidationSharpe = ValidationSharpe(chosen, first.Parts.Validation.Length, reports.Sum(report => report.Trading.Tried)),
                TrialVariance = chosen.Trading.TrialVariance,
                Overfitting = chosen.Overfitting,
            },
        };
    }

    // F2 on validation, with the standard error that the threshold's trades had there.
    private static double ValidationSharpe(CandidateReport chosen, int bars, int tried)
    {
        var entry = chosen.Validation.EntryThreshold;
        var trial = entry.Trials.First(trial => trial.Threshold == entry.Threshold);
        var variance = chosen.Trading.TrialVariance * chosen.Trading.Trading.Bars / bars ?? 1.0 / (bars - 1);
        var luck = tried < 2 ? 0 : SharpeStatistics.ExpectedMaximum(variance, tried);
        return Normal.CDF(0, 1, trial.LowerBound / trial.StandardError + 1 - luck / trial.StandardError);
    }
}
