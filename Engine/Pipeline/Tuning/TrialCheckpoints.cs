using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>Models of a study's best trials: of each the one that tested the last fold, which learnt from nothing after it.</summary>
/// <param name="folder">The run.</param>
/// <param name="candidate">The candidate.</param>
/// <param name="most">How many are kept.</param>
public sealed class TrialCheckpoints(IRunFolder folder, Candidate candidate, int most)
{
    /// <summary>Folder of a trial's model.</summary>
    public static string PathOf(Candidate candidate, int trial) => candidate.PathOf($"{StageOutputs.TrialModels}/trial_{trial}");

    /// <summary>
    /// Stores a model if its trial is one of the best. Call before the trial is told: every stored best trial then has its model.
    /// </summary>
    public void Keep(Study study, int trial, double value, TrainedModel model)
    {
        if (Best(study).Count(other => other.Value >= value) < most)
            model.Save(folder, PathOf(candidate, trial));
    }

    /// <summary>
    /// Deletes all others, also partial ones of a killed process. Call after a trial is told, and when a search is
    /// resumed.
    /// </summary>
    public void Clean(Study study)
    {
        var models = folder.List(candidate.PathOf(StageOutputs.TrialModels)).Select(file => file[..file.LastIndexOf('/')]).Distinct();
        foreach (var model in models.Except(Best(study).Take(most).Select(trial => PathOf(candidate, trial.Number))))
            folder.Delete(model);
    }

    /// <summary>Files of the models kept, the best trial first.</summary>
    public IEnumerable<string> Files(Study study) => Best(study).Take(most).Where(Has).SelectMany(trial =>
    {
        var path = PathOf(candidate, trial.Number);
        return folder.ReadJson<ModelConfig>($"{path}/{TrainedModel.ConfigFile}").Files.Concat(
            [TrainedModel.ScalerFile, TrainedModel.ConfigFile, TrainedModel.MetaFile])
            .Select(file => $"{path}/{file}");
    });

    private bool Has(FrozenTrial trial) => folder.Exists($"{PathOf(candidate, trial.Number)}/{TrainedModel.MetaFile}");

    private static IEnumerable<FrozenTrial> Best(Study study) =>
        study.Trials.Where(trial => trial is { State: TrialState.Complete, Value: not null })
            .OrderByDescending(trial => trial.Value)
            .ThenBy(trial => trial.Number);
}
