using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Pruners;

/// <summary>
/// Prunes a trial that is worse than the best one on the same folds, by the signed-rank test of Wilcoxon: the step of a report is its fold.
/// As in Optuna a trial is kept whose mean is better than the best one's, whatever the test says.
/// </summary>
/// <param name="threshold">Significance level: probability of pruning a trial that is as good as the best one, in (0, 1).</param>
/// <param name="startupSteps">Folds before any trial is pruned.</param>
public sealed class WilcoxonPruner(double threshold = 0.1, int startupSteps = 2) : IPruner
{
    /// <inheritdoc/>
    public bool ShouldPrune(Study study, FrozenTrial trial)
    {
        if (trial.Reports.IsEmpty || study.Best is not { Reports.IsEmpty: false } best)
            return false;
        var differences = new List<double>();
        foreach (var (step, value) in trial.Reports)
        {
            if (best.ReportAt(step) is { } other && double.IsFinite(value) && double.IsFinite(other))
                differences.Add(study.Direction == StudyDirection.Minimize ? value - other : other - value);
        }
        if (differences.Count < startupSteps)
            return false;
        var (mean, bestMean) = (trial.Reports.Average(report => report.Value), best.Reports.Average(report => report.Value));
        return SignedRank.Greater([.. differences]) < threshold && study.IsBetter(bestMean, mean);
    }
}
