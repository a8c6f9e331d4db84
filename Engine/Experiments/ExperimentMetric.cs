namespace Huracan.Engine.Experiments;

/// <summary>What an experiment compares models by; of the best model on validation, higher is better.</summary>
public enum ExperimentMetric
{
    /// <summary>1 − log loss over that of the classes' frequencies in train; above 0 is better than the frequencies.</summary>
    LogLossSkill,

    /// <summary>Mean recall of the classes (F9); 1/3 is chance.</summary>
    BalancedAccuracy,

    /// <summary>Share of forecasts whose class occurred.</summary>
    Accuracy,
}
