using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Search;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary><c>trial_results.json</c>: a finished study without dates, which is what the stages after it read.</summary>
/// <param name="Study">Name of the study in <c>optuna.db</c>.</param>
/// <param name="Reproducible">False where a time budget ended the study: another machine would have come to another number of trials.</param>
/// <param name="Trials">Every trial by number.</param>
/// <param name="Importance">How much of the values' variance each setting explains, the most first; empty with too few complete trials.</param>
/// <param name="Overfitting">How far the best Sharpe ratio in one half of time says nothing about the other half; null with fewer than two complete trials.</param>
public sealed record StudyResults(
    string Study, bool Reproducible, IReadOnlyList<TrialResult> Trials, IReadOnlyList<ParameterShare> Importance, BacktestOverfitting? Overfitting)
{
    /// <summary>Complete trials, the best first, the earlier of equals.</summary>
    public IReadOnlyList<TrialResult> Ranked() =>
        [.. Trials.Where(trial => trial is { State: TrialState.Complete, Value: not null }).OrderByDescending(trial => trial.Value).ThenBy(trial => trial.Number)];

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

/// <summary>A setting's share of the variance of a study's values.</summary>
/// <param name="Name">Name of the setting.</param>
/// <param name="Share">0 to 1.</param>
public sealed record ParameterShare(string Name, double Share);

/// <summary><c>optuna_best.json</c>: the best trial of a study.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Value">Mean skill over the folds.</param>
/// <param name="Settings">All settings of the family.</param>
/// <param name="Tried">Trials tried, pruned and failed ones among them.</param>
/// <param name="Complete">Complete trials.</param>
/// <param name="Pruned">Pruned trials.</param>
/// <param name="Failed">Failed trials.</param>
/// <param name="Reproducible">False where a time budget ended the study.</param>
public sealed record BestTrial(int Number, double Value, IReadOnlyDictionary<string, double> Settings, int Tried, int Complete, int Pruned, int Failed, bool Reproducible);

/// <summary>A trial in <c>optimization_history.json</c>.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Phase">1 chance, 2 estimator, 3 fine-tuning.</param>
/// <param name="State">How it ended.</param>
/// <param name="Value">Its value; null where there is none.</param>
/// <param name="Best">Best value of a complete trial up to it; null before the first.</param>
public sealed record HistoryPoint(int Number, int Phase, TrialState State, double? Value, double? Best);
