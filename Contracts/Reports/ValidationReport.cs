namespace Huracan.Contracts.Reports;

/// <summary><c>metrics.json</c>: what the best model did on validation, on which the choices rest.</summary>
/// <param name="LogLossSkill">1 - log loss over that of the classes' frequencies in train; what families are compared by.</param>
/// <param name="Classification">Quality of the classes.</param>
/// <param name="Regression">Quality of the expected returns.</param>
/// <param name="EntryThreshold">The confidence chosen to trade from, and what each other one did.</param>
public sealed record ValidationReport(
    double LogLossSkill, ClassificationMetrics Classification, RegressionMetrics Regression, EntryThresholdChoice EntryThreshold);
