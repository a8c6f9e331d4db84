using System.Globalization;
using System.Text.Json;
using Huracan.Contracts.Trading;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;
using Huracan.Engine.Training;
using Huracan.Engine.Tensors;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>
/// Runs one trial after the other: its settings are trained on all folds but one and judged on that one, in turn. An error of a
/// trial is stored with it as the reason of its failure; an error of the study is thrown.
/// </summary>
internal sealed class TrialRunner(
    RunContext context, ModelTraining training, Candidate candidate, FoldPlan plan, SearchSpace space, TrialCheckpoints checkpoints)
{
    private readonly SearchOptions search = context.Options.Search;

    public FrozenTrial Run(Study study, CancellationToken cancellationToken)
    {
        var trial = study.Ask(_ => true); // a unit's work is sequential: a trial marked running is one whose process died
        try
        {
            return Judge(
                study, trial, candidate with { Settings = TrialSettings.Over(candidate.Settings, trial.Suggest(space)) },
                cancellationToken);
        }
        catch (NonFiniteLossException exception)
        {
            return study.Tell(trial, TrialState.Pruned, reason: exception.Message);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or TorchOutOfMemoryException)
        {
            return study.Tell(trial, TrialState.Fail, reason: $"out of memory, though the batch was made smaller: {exception.Message}");
        }
        catch (Exception exception) when (IsOfTrial(exception, candidate.Family))
        {
            return study.Tell(trial, TrialState.Fail, reason: exception.Message);
        }
    }

    /// <summary>
    /// Whether an error is the trial's, and so the reason of its failure. A plug-in's code may throw anything; an engine's family that does
    /// has a defect, which ends the unit.
    /// </summary>
    internal static bool IsOfTrial(Exception exception, ModelFamily family) =>
        exception is InputRefusedException or BoostingException
            || (family.CodeHash is not null && exception is not OperationCanceledException);

    private FrozenTrial Judge(Study study, Trial trial, Candidate tried, CancellationToken cancellationToken)
    {
        var skills = new List<double>();
        var forecasts = new List<Forecasts>();
        for (var fold = 0; fold < plan.Folds.Count; fold++)
        {
            study.Heartbeat(trial);
            var done = trial.Number + (double)fold / plan.Folds.Count;
            var task = new TrainingTask(
                TuneStage.Name, string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number} fold {fold + 1}"), search.Epochs)
            {
                IsResumable = false,
                Span = (done / search.Trials, (done + 1.0 / plan.Folds.Count) / search.Trials),
            };
            using var outcome = FoldOutcome.Of(training, tried, plan, fold, task, cancellationToken);
            skills.Add(outcome.Skill);
            forecasts.Add(outcome.Forecasts);
            if (!double.IsFinite(outcome.Skill))
                return study.Tell(trial, TrialState.Pruned, reason: $"the skill on fold {fold + 1} is not a number.");
            if (outcome.Fit.BatchSize > 0 && outcome.Fit.BatchSize < context.Options.BatchSize)
                trial.SetAttribute(TrialAttributes.BatchSize, JsonSerializer.Serialize(outcome.Fit.BatchSize)); // out of memory
            trial.SetAttribute(TrialAttributes.FoldSkills, JsonSerializer.Serialize(skills));
            // The signed-rank test compares fold with fold; the other pruners compare the running mean.
            trial.Report(search.Pruner == PrunerKind.Wilcoxon ? outcome.Skill : skills.Average(), fold);
            var isLast = fold == plan.Folds.Count - 1;
            if (!isLast && trial.ShouldPrune())
                return study.Tell(trial, TrialState.Pruned, reason: $"stopped by the pruner after fold {fold + 1}.");
            if (isLast)
                checkpoints.Keep(study, trial.Number, skills.Average(), outcome.Model);
        }
        Trade(trial, tried, Forecasts.Join(forecasts));
        return study.Tell(trial, TrialState.Complete, skills.Average());
    }

    private void Trade(Trial trial, Candidate tried, Forecasts forecasts)
    {
        var returns = OutOfFold.Returns(tried, plan, forecasts);
        var ratio = SharpeStatistics.Of(returns).Ratio;
        // without a trade all returns are 0
        trial.SetAttribute(TrialAttributes.Sharpe, JsonSerializer.Serialize(double.IsNaN(ratio) ? 0 : ratio));
        trial.SetAttribute(TrialAttributes.Returns, JsonSerializer.Serialize(ReturnBlocks.Of(returns)));
    }
}
