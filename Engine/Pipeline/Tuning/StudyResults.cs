using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary><c>trial_results.json</c>: a finished study without dates, which is what the stages after it read.</summary>
/// <param name="Study">Name of the study in <c>optuna.db</c>.</param>
/// <param name="Reproducible">False where a time budget ended the study, or it was made longer: the same settings would not lead to it
/// again.</param>
/// <param name="Trials">Every trial by number.</param>
/// <param name="Importance">How much of the values' variance each setting explains, the most first; empty with too few complete
/// trials.</param>
/// <param name="Bars">Bars that the trials' Sharpe ratios are over.</param>
/// <param name="Overfitting">Probability of backtest overfitting over the complete trials; null with fewer than two
/// complete trials.</param>
public sealed record StudyResults(
    string Study, bool Reproducible, IReadOnlyList<TrialResult> Trials, IReadOnlyList<ParameterShare> Importance,
    int Bars, BacktestOverfitting? Overfitting)
{
    /// <summary>Complete trials, the best first, the earlier of equals.</summary>
    public IReadOnlyList<TrialResult> Ranked() =>
        [
            .. Trials.Where(trial => trial is { State: TrialState.Complete, Value: not null })
                .OrderByDescending(trial => trial.Value)
                .ThenBy(trial => trial.Number)
        ];

    /// <summary>Variance of the complete trials' Sharpe ratios per bar; null with fewer than two.</summary>
    public double? SharpeVariance()
    {
        var ratios = Trials.Select(trial => trial.Sharpe).OfType<double>().ToArray();
        if (ratios.Length < 2)
            return null;
        var mean = ratios.Average();
        return ratios.Sum(ratio => (ratio - mean) * (ratio - mean)) / (ratios.Length - 1);
    }
}
