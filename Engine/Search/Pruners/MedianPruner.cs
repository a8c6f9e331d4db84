using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Pruners;

/// <summary>
/// Prunes a trial whose best report so far is worse than the median of what complete trials reported at the same step, as Optuna does.
/// Pruned trials do not count.
/// </summary>
/// <param name="startupTrials">Complete trials before any is pruned.</param>
/// <param name="warmupSteps">Steps of a trial that are never pruned.</param>
/// <param name="intervalSteps">Steps between two looks, from the warm-up on; 1 or more.</param>
/// <param name="minTrials">Complete trials that must have reported the step; 1 or more.</param>
public sealed class MedianPruner(int startupTrials = 5, int warmupSteps = 0, int intervalSteps = 1, int minTrials = 1) : IPruner
{
    private readonly Dictionary<int, StepReports> bySteps = [];
    private Study? known;
    private int ended;
    private int complete;

    /// <inheritdoc/>
    public bool ShouldPrune(Study study, FrozenTrial trial)
    {
        if (trial.LastStep is not { } step || step < warmupSteps || !IsFirstOfInterval(trial, step))
            return false;
        TakeIn(study);
        if (complete == 0 || complete < startupTrials)
            return false;
        if (Best(study, trial) is not { } best)
            return true; // nothing but NaN
        if (!bySteps.TryGetValue(step, out var others) || others.Count < minTrials)
            return false;
        return others.Median is { } median && study.IsBetter(median, best);
    }

    // Only trials that ended since the last call: scanning thousands at every report would be slow.
    private void TakeIn(Study study)
    {
        if (study != known)
        {
            bySteps.Clear();
            (known, ended, complete) = (study, 0, 0);
        }
        for (; ended < study.Ended.Count; ended++)
        {
            var trial = study.Trials[study.Ended[ended]];
            if (trial.State != TrialState.Complete)
                continue;
            complete++;
            foreach (var (step, value) in trial.Reports)
            {
                if (!bySteps.TryGetValue(step, out var reports))
                    bySteps.Add(step, reports = new StepReports());
                reports.Add(value);
            }
        }
    }

    private bool IsFirstOfInterval(FrozenTrial trial, int step)
    {
        var start = (step - warmupSteps) / intervalSteps * intervalSteps + warmupSteps;
        return trial.Reports.Length < 2 || trial.Reports[^2].Key < start;
    }

    private static double? Best(Study study, FrozenTrial trial)
    {
        double? best = null;
        foreach (var (_, value) in trial.Reports)
        {
            if (!double.IsNaN(value) && (best is not { } known || study.IsBetter(value, known)))
                best = value;
        }
        return best;
    }
}
