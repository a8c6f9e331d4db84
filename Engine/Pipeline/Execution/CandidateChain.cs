using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Extension;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Selection;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Tuning;

namespace Huracan.Engine.Pipeline.Execution;

/// <summary>
/// Runs the stages of a unit's candidates, one after the other, from the family's settings to a backtested model: those asked for and not
/// finished yet.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="progress">Receives the progress of stages.</param>
public sealed class CandidateChain(RunContext context, IProgress<StageEvent>? progress)
{
    private readonly ChainOptions chain = context.Chain;
    private int finalModels;

    /// <summary>Runs those of one candidate.</summary>
    /// <param name="candidate">The candidate with its family's settings.</param>
    /// <param name="cancellationToken">Stops within one training batch; what is finished stays.</param>
    /// <exception cref="Contracts.InputRefusedException">The data does not suffice, or a stage that is not to be run is not
    /// done.</exception>
    /// <exception cref="EditedOutputException">What an earlier stage left was changed since.</exception>
    public void Run(Candidate candidate, CancellationToken cancellationToken)
    {
        var stages = new StageRunner(context.Folder, candidate.Root, progress)
        {
            Required = chain.FindsModel ? [] : [
                .. Enum.GetValues<ChainStage>().Where(stage => stage < chain.First).Select(stage => stage.ToString().ToLowerInvariant())
            ],
        };
        var training = new ModelTraining(context, progress);
        if (chain.FindsModel)
        {
            Backtest(candidate, stages, training, cancellationToken);
            return;
        }
        var chosen = context.Options.Search.IsOn ? Choose(candidate, stages, training, cancellationToken) : candidate;
        if (chosen is null || chain.Last < ChainStage.Best)
            return;
        var best = new BestStage(context, stages, training).Run(chosen, cancellationToken);
        if (chain.Last < ChainStage.Final)
            return;
        var trained = new FinalStage(context, stages, training, progress).Run(chosen, best, cancellationToken);
        if (chain.Last < ChainStage.Backtest)
            return;
        Backtest(
            chosen, new FoundModel($"{candidate.Root}/{StageOutputs.FinalModel}", trained, "the final model"), stages, training,
            cancellationToken);
    }

    // The candidate with the settings chosen; null where the chain ends before.
    private Candidate? Choose(Candidate candidate, StageRunner stages, ModelTraining training, CancellationToken cancellationToken)
    {
        var tuned = new TuneStage(context, stages, training, progress).Run(candidate, cancellationToken);
        if (chain.Last == ChainStage.Tune)
            return null;
        var extended = new ExtendStage(context, stages, training).Run(candidate, tuned, cancellationToken);
        if (chain.Last == ChainStage.Extend)
            return null;
        var analyzed = new AnalyzeStage(context, stages).Run(candidate, tuned, extended);
        var best = context.Folder.ReadJson<BestConfiguration>(candidate.PathOf(StageOutputs.ChosenSettings));
        return candidate with
        {
            Settings = best.Settings,
            Effort = new SearchEffort(best.Tried, best.SharpeVariance, best.Bars),
            Lineage = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [TuneStage.Name] = tuned,
                [ExtendStage.Name] = extended,
                [AnalyzeStage.Name] = analyzed,
            },
        };
    }

    private void Backtest(Candidate candidate, StageRunner stages, ModelTraining training, CancellationToken cancellationToken)
    {
        var finder = new ModelFinder(context, stages);
        var found = context.NamedModel?.Find() ?? finder.Find(candidate);
        if (found is null)
        {
            var best = new BestStage(context, stages, training).Run(candidate, cancellationToken);
            var trained = new FinalStage(context, stages, training, progress).Run(candidate, best, cancellationToken);
            found = new FoundModel(
                $"{candidate.Root}/{StageOutputs.FinalModel}", trained,
                "there was no model at all; this one was trained with the family's own settings");
        }
        progress?.Report(new StageEvent(
            candidate.Root, BacktestStage.Name, StageProgress.Advanced)
        { Model = new BacktestedModel(found.Path, found.Reason) });
        Backtest(finder.WithEffort(candidate), found, stages, training, cancellationToken);
    }

    private void Backtest(
        Candidate candidate, FoundModel found, StageRunner stages, ModelTraining training, CancellationToken cancellationToken)
    {
        var isFinal = found.Elsewhere is null && found.Path == candidate.PathOf(StageOutputs.FinalModel);
        if (isFinal)
            finalModels++;
        new BacktestStage(context, stages, training) { OnOpen = Open }.Run(candidate, found, cancellationToken);

        // A model that is not what the run's settings make in the end is a trial of its own.
        void Open()
        {
            var specification = RunSpecification.Of(context);
            progress?.Report(new StageEvent(candidate.Root, BacktestStage.Name, StageProgress.Advanced)
            {
                Opened = isFinal
                    ? new ScoreStage(context).Unread(candidate, specification, finalModels)
                    : new ScoreStage(context).Unread(candidate, StageRunner.HashOf([specification, found.Hash]), 1),
            });
        }
    }
}
