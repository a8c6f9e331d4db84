namespace Huracan.Engine.Search.Pruners;

/// <summary>
/// Ends a trial whose best report so far is worse than the median of what complete trials reported at the same step, as Optuna does. Pruned trials
/// do not count.
/// </summary>
/// <param name="startupTrials">Complete trials before any is pruned.</param>
/// <param name="warmupSteps">Steps of a trial that are never pruned.</param>
/// <param name="intervalSteps">Steps between two looks, from the warm-up on; 1 or more.</param>
/// <param name="minTrials">Complete trials that must have reported the step; 1 or more.</param>
public sealed class MedianPruner(int startupTrials = 5, int warmupSteps = 0, int intervalSteps = 1, int minTrials = 1) : IPruner
{
    /// <inheritdoc/>
    public bool ShouldPrune(Study study, FrozenTrial trial)
    {
        if (trial.LastStep is not { } step || step < warmupSteps || !IsFirstOfInterval(trial, step))
            return false;
        var complete = 0;
        var atStep = new List<double>();
        foreach (var other in study.Trials)
        {
            if (other.State != TrialState.Complete)
                continue;
            complete++;
            if (other.ReportAt(step) is { } value)
                atStep.Add(value);
        }
        if (complete == 0 || complete < startupTrials)
            return false;
        if (Best(study, trial) is not { } best)
            return true; // nothing but NaN
        if (atStep.Count < minTrials)
            return false;
        var median = Median(atStep.FindAll(value => !double.IsNaN(value)));
        return !double.IsNaN(median) && study.IsBetter(median, best);
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

    private static double Median(List<double> values)
    {
        if (values.Count == 0)
            return double.NaN;
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : values[middle - 1] + (values[middle] - values[middle - 1]) / 2;
    }
}
