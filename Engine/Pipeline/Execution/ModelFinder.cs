using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Extension;
using Huracan.Engine.Pipeline.Selection;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Tuning;

namespace Huracan.Engine.Pipeline.Execution;

/// <summary>
/// Finds the model a backtest is about: the final one, else the best of the cross-validation, else the best trial's. What is found must be
/// as its stage wrote it.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="stages">The candidate's stages.</param>
public sealed class ModelFinder(RunContext context, StageRunner stages)
{
    private const string Unfiltered = "It trades every forecast of a move: an entry threshold is chosen with the final model.";

    /// <summary>The candidate's model; null where there is none at all.</summary>
    /// <exception cref="EditedOutputException">It was changed since its stage wrote it.</exception>
    public FoundModel? Find(Candidate candidate) => Final(candidate) ?? Extended(candidate) ?? Trial(candidate);

    /// <summary>The candidate with its search effort, if it was searched.</summary>
    public Candidate WithEffort(Candidate candidate)
    {
        if (stages.Verify(TuneStage.Name) is null)
            return candidate;
        var study = context.Folder.ReadJson<StudyResults>(candidate.PathOf(StageOutputs.TrialResults));
        return candidate with { Effort = new SearchEffort(study.Trials.Count, study.SharpeVariance(), study.Bars) };
    }

    private FoundModel? Final(Candidate candidate)
    {
        if (stages.Verify(FinalStage.Name) is not { } hash)
            return null;
        var path = $"{candidate.Root}/{StageOutputs.FinalModel}";
        var lineage = context.Folder.ReadJson<ModelConfig>($"{path}/{TrainedModel.ConfigFile}").Lineage;
        foreach (var stage in new[] { TuneStage.Name, ExtendStage.Name, AnalyzeStage.Name })
        {
            if (stages.Verify(stage) is { } now && lineage.GetValueOrDefault(stage) != now)
            {
                throw new InputRefusedException(
                    $"{path} does not rest on what '{stage}' has left since: go on with the stages after '{stage}' up to 'final', or name "
                        + "the model itself with --model-path.");
            }
        }
        return new FoundModel(path, hash, "the final model");
    }

    private FoundModel? Extended(Candidate candidate)
    {
        if (stages.Verify(ExtendStage.Name) is null)
            return null;
        var results = context.Folder.ReadJson<ExtendedResults>(candidate.PathOf(StageOutputs.CrossValidation));
        var rank = stages.Verify(AnalyzeStage.Name) is not null
            ? context.Folder.ReadJson<BestConfiguration>(candidate.PathOf(StageOutputs.ChosenSettings)).Rank
            : results.Configurations.OrderByDescending(one => one.MeanSkill).ThenBy(one => one.Rank).First().Rank;
        var last = results.Configurations.Single(one => one.Rank == rank).Folds.Count;
        return stages.Verify(ExtendStage.FoldName(rank, last)) is { } hash
            ? new FoundModel(
                ExtendStage.FolderOf(candidate, rank), hash,
                $"there is no final model; of the cross-validated ones the best is number {rank}. {Unfiltered}")
            : null;
    }

    private FoundModel? Trial(Candidate candidate)
    {
        if (stages.Verify(TuneStage.Name) is not { } hash)
            return null;
        var best = context.Folder.ReadJson<BestTrial>(candidate.PathOf(StageOutputs.BestTrial)).Number;
        var path = TrialCheckpoints.PathOf(candidate, best);
        return context.Folder.Exists($"{path}/{TrainedModel.MetaFile}")
            ? new FoundModel(
                path, hash, $"there is neither a final nor a cross-validated model; the best trial is number {best}. {Unfiltered}")
            : null;
    }
}
