namespace Huracan.Dashboard.Units;

/// <summary>How good forecasts of down, flat and up were.</summary>
public sealed record ClassificationMetrics(
    int Count, double Accuracy, double BalancedAccuracy, double F1Long, double F1Short, double LogLoss, double Brier,
    int[][] ConfusionMatrix);
