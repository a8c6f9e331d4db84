namespace Huracan.Contracts.Reports;

/// <summary><c>best_config.json</c>: the settings chosen, why, and what they were chosen from.</summary>
/// <param name="Trial">The trial they come from; null for the family's own.</param>
/// <param name="Rank">Place in the cross-validation, as in <c>extended_model_{rank}</c>.</param>
/// <param name="Settings">All settings of the family.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Tried">Trials tried, pruned and failed ones among them.</param>
/// <param name="SharpeVariance">Variance of the complete trials' Sharpe ratios per bar; null with fewer than two.</param>
/// <param name="Bars">Bars that those ratios are over.</param>
/// <param name="OverfittingProbability">Probability of backtest overfitting over the complete trials (F3); null with fewer than
/// two.</param>
/// <param name="Configurations">What was compared.</param>
public sealed record BestConfiguration(
    int? Trial,
    int Rank,
    IReadOnlyDictionary<string, double> Settings,
    string Reason,
    int Tried,
    double? SharpeVariance,
    int Bars,
    double? OverfittingProbability,
    IReadOnlyList<ComparedConfiguration> Configurations);

/// <summary>One configuration with the figures the choice is made on.</summary>
/// <param name="Rank">Place in the cross-validation.</param>
/// <param name="Source">Where they come from, in words.</param>
/// <param name="SearchValue">What the search had found.</param>
/// <param name="MeanSkill">Mean skill of the cross-validation.</param>
/// <param name="Spread">Standard deviation over its folds.</param>
/// <param name="Gain">Mean advantage over the family's own settings, fold by fold.</param>
/// <param name="DeflatedGain">The same less the expected maximum of as many trials without skill.</param>
/// <param name="Sharpe">Sharpe ratio per bar of the out-of-fold forecasts after all costs.</param>
/// <param name="DeflatedSharpe">Deflated Sharpe ratio: probability that it is above the expected maximum of as many trials without skill
/// (F2); NaN where undefined.</param>
public sealed record ComparedConfiguration(
    int Rank, string Source, double? SearchValue, double MeanSkill, double Spread, double Gain, double DeflatedGain, double Sharpe,
    double DeflatedSharpe);
