namespace Huracan.Contracts.Reports;

/// <summary><c>metrics_test.json</c>: how good the forecasts of the test part were, beside the baselines'.</summary>
/// <param name="LogLossSkill">1 - log loss over that of the classes' frequencies in what the model trained on.</param>
/// <param name="Classification">Quality of the classes.</param>
/// <param name="Regression">Quality of the expected returns.</param>
/// <param name="Baselines">Classes of each baseline on the same bars.</param>
public sealed record ForecastReport(
    double LogLossSkill, ClassificationMetrics Classification, RegressionMetrics Regression,
    IReadOnlyDictionary<string, ClassificationMetrics> Baselines)
{
    /// <summary>Confidence against what occurred; null in a report made before there was a calibration.</summary>
    public CalibrationReport? Calibration { get; init; }

    /// <summary>The intervals of the expected return; null for a model without any.</summary>
    public IntervalReport? Intervals { get; init; }

    /// <summary>Chance-adjusted balanced accuracy over that of the better baseline.</summary>
    public double SkillOverBaselines =>
        Classification.ChanceAdjusted - Baselines.Values.Select(b => b.ChanceAdjusted).DefaultIfEmpty(0).Max();
}
