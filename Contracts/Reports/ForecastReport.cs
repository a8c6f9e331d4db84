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
    /// <summary>Chance-adjusted balanced accuracy over that of the better baseline.</summary>
    public double SkillOverBaselines =>
        Classification.ChanceAdjusted - Baselines.Values.Select(b => b.ChanceAdjusted).DefaultIfEmpty(0).Max();
}
