namespace Huracan.Dashboard.Units;

/// <summary>Forecasts of the test part beside the baselines.</summary>
public sealed record ForecastReport(
    double LogLossSkill, ClassificationMetrics Classification, IReadOnlyDictionary<string, ClassificationMetrics> Baselines);
