namespace Huracan.Contracts.Http.Studies;

/// <summary>The settings chosen after a search, why, and what they were chosen from: <c>best_config.json</c>.</summary>
/// <param name="Trial">The trial they come from; null for the family's own.</param>
/// <param name="Rank">Place among the configurations compared.</param>
/// <param name="Settings">All settings of the family.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Tried">Trials tried, pruned and failed ones among them.</param>
/// <param name="SharpeVariance">Variance of the complete trials' Sharpe ratios per bar; null with fewer than two.</param>
/// <param name="OverfittingProbability">Probability of backtest overfitting over the complete trials; null with fewer than two.</param>
/// <param name="Configurations">What was compared.</param>
public sealed record ChoiceView(
    int? Trial,
    int Rank,
    IReadOnlyDictionary<string, double> Settings,
    string Reason,
    int Tried,
    double? SharpeVariance,
    double? OverfittingProbability,
    IReadOnlyList<ComparedConfiguration> Configurations);
