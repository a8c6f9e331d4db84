using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Consensus;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Pipeline.Units;

namespace Huracan.Engine.Pipeline.Execution;

/// <summary>All stages of one unit, from ingested candles to a scored report. Sequential; units run side by side.</summary>
/// <param name="context">The run.</param>
public sealed class UnitPipeline(RunContext context)
{
    private readonly RunOptions options = context.Options;

    /// <summary>Runs the stages that are not finished yet.</summary>
    /// <param name="unit">The unit; its coin is ingested.</param>
    /// <param name="progress">Receives the progress of stages.</param>
    /// <param name="cancellationToken">Stops within one training batch; what is finished stays.</param>
    /// <returns>The result; <see cref="UnitStatus.Skipped"/> with the reason where the data is refused.</returns>
    /// <exception cref="EditedOutputException">What an earlier stage left was changed since.</exception>
    public UnitResult Run(UnitId unit, IProgress<StageEvent>? progress, CancellationToken cancellationToken)
    {
        var integrity = context.Folder.ReadJson<IntegrityReport>(RunOutputs.Integrity(unit.Coin)).Of(unit.Timeframe);
        if (integrity.Verdict == PreflightVerdict.Blocked)
        {
            var blocking = integrity.Findings.Where(f => f.Severity == FindingSeverity.Blocking).Select(f => $"{f.Code}: {f.Message}");
            return Skipped(unit, integrity, string.Join(" ", blocking), $"Details: {RunOutputs.Integrity(unit.Coin)}.");
        }
        if (options.OnlyCompared.Contains(unit.Coin))
            return Skipped(unit, integrity, "its model is fresh: the challengers that wait are looked at, and none is trained.", "") with
            {
                IsOnlyCompared = true,
            };
        try
        {
            var candidates = Candidates(UnitData.Read(context.Folder, unit));
            var chain = new CandidateChain(context, progress);
            foreach (var candidate in candidates.Where(IsMeant))
                chain.Run(candidate, cancellationToken);
            if (Unscored(candidates) is { } reason)
                return new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Done, reason, "") { IsUnscored = true };
            new ConsensusStage(context, progress).Run(unit, candidates);
            var score = new ScoreStage(context);
            new ImportanceStage(context, progress).Run(candidates, score.Chosen(candidates), cancellationToken);
            return score.Run(unit, candidates);
        }
        catch (InputRefusedException refused)
        {
            return Skipped(unit, integrity, refused.Message, "");
        }
    }

    // Why the unit is not to be scored; null where it is.
    private string? Unscored(List<Candidate> candidates)
    {
        if (context.Chain.Last < ChainStage.Backtest)
            return $"{context.Chain.Last.ToString().ToLowerInvariant()} is done.";
        if (context.NamedModel is { } named)
            return $"traded; the results lie in {string.Join(", ", candidates.Where(IsMeant).Select(named.Find().OutputFor))}.";
        return candidates.Find(candidate =>
            !context.Folder.Exists(StageRunner.RecordPath(candidate.Root, FinalStage.Name))) is { } unfinished
            ? $"traded, and not scored: {unfinished.Root} has no final model, which 'final' makes."
            : null;
    }

    // Folds that are too small are detected before anything is trained.
    private void RequireFolds(Candidate candidate)
    {
        if (!options.Search.IsOn)
            return;
        var lookback = options.Search.LongestLookback(context.Families, candidate.Family, candidate.Settings);
        foreach (var folds in new[] { options.Search.Folds, options.Search.ExtendFolds })
            FoldPlan.Of(candidate, options, folds, lookback);
    }

    // A model given by the user is for one family and horizon; whether it is for this unit is checked when it is loaded.
    private bool IsMeant(Candidate candidate) =>
        context.NamedModel?.Meta is not { } meta || (meta.Family == candidate.Family.Name && meta.Horizon == candidate.Horizon);

    private static UnitResult Skipped(UnitId unit, SeriesIntegrity data, string reason, string remedy) =>
        new(unit.Coin, unit.Timeframe, UnitStatus.Skipped, reason, remedy) { Vendor = data.Vendor, Comparison = data.Comparison };

    private List<Candidate> Candidates(UnitData data)
    {
        var input = new FeatureInput(data.Candles, data.Bitcoin);
        var features = new FeatureStage(context);
        var families = options.Models.Select(name => context.Families[name]).ToArray();
        var matrices = families.Select(options.FeatureSetOf)
            .Distinct()
            .ToDictionary(set => set, set => features.Run(data, input, set));
        var samples = new UnitSamples(options, context.Features, context.Families);
        var parts = samples.Parts(input);

        var costs = data.Costs(options);
        var candidates = new List<Candidate>();
        foreach (var horizon in options.HorizonsOf(data.Unit.Timeframe))
        {
            var labels = UnitSamples.Labels(options, costs, data.Candles, horizon);
            PartSamples.Require(data.Unit, parts, labels); // before anything is trained
            var backtester = UnitTrading.Backtester(options, costs, data.Candles, data.Funding, horizon);
            var levels = UnitTrading.Levels(options, data.Candles, horizon);
            foreach (var family in families)
            {
                var candidate = new Candidate(
                    data, family, horizon, matrices[options.FeatureSetOf(family)], labels, parts, options.SettingsOf(family), backtester,
                    levels)
                {
                    Files = context.ModelFiles.GetValueOrDefault(family.Name),
                };
                RequireFolds(candidate);
                candidates.Add(candidate);
            }
        }
        return candidates;
    }
}
