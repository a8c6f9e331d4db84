using Huracan.Contracts.Reports;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Datasets.Pooled;

/// <summary>Quality of a pooled model's forecasts of some rows, beside that of always forecasting train's most frequent class.</summary>
/// <param name="LogLossSkill">
/// 1 − log loss / log loss of always giving train's class frequencies; above 0 is better than these.
/// </param>
/// <param name="Classification">Accuracy, balanced accuracy and the like.</param>
/// <param name="MajorityClass">Train's most frequent class: -1, 0 or 1.</param>
/// <param name="MajorityAccuracy">Accuracy of always forecasting it; its balanced accuracy is 1 / the classes that occurred.</param>
/// <param name="MajorityBalancedAccuracy">The same, mean over the classes that occurred.</param>
public sealed record PooledMetrics(
    double LogLossSkill, ClassificationMetrics Classification, int MajorityClass, double MajorityAccuracy, double MajorityBalancedAccuracy)
{
    /// <summary>Measures forecasts of rows.</summary>
    /// <param name="labels">Labels of the model's horizon.</param>
    /// <param name="rows">The rows, labelled.</param>
    /// <param name="predictions">A forecast for each.</param>
    /// <param name="classCounts">How often down, flat and up occurred in train.</param>
    public static PooledMetrics Of(
        HorizonLabels labels, ReadOnlySpan<int> rows, ReadOnlySpan<Prediction> predictions, IReadOnlyList<int> classCounts)
    {
        var classes = new sbyte[rows.Length];
        double baseline = 0, samples = classCounts.Sum();
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = labels.Classes[rows[i]];
            // One more of each, so that a class that train lacks has a probability.
            baseline -= Math.Log((classCounts[classes[i] + 1] + 1) / (samples + classCounts.Count)) / rows.Length;
        }
        var metrics = ClassificationMetrics.Of(predictions, classes);
        var majority = Enumerable.Range(0, classCounts.Count).MaxBy(c => classCounts[c]);
        return new PooledMetrics(
            1 - metrics.LogLoss / baseline, metrics, majority - 1, (double)metrics.Support[majority] / metrics.Count,
            metrics.Support[majority] > 0 ? 1.0 / metrics.Support.Count(count => count > 0) : 0);
    }
}
