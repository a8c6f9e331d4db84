namespace Huracan.Contracts.Http.Studies;

/// <summary>Settings that a choice compared with others.</summary>
/// <param name="Rank">Place in the cross-validation, from 1.</param>
/// <param name="Source">Where they come from, in words.</param>
/// <param name="SearchValue">What the search had found; null where no trial had just these.</param>
/// <param name="MeanSkill">Mean skill of the cross-validation.</param>
/// <param name="Spread">Standard deviation over its folds.</param>
/// <param name="Gain">Mean advantage over the family's own settings, fold by fold.</param>
/// <param name="DeflatedGain">The same less what the best of so many worthless trials would show by luck.</param>
/// <param name="Sharpe">Sharpe ratio per bar of the out-of-fold forecasts after all costs.</param>
/// <param name="DeflatedSharpe">Probability that it is above what the best of so many trials reaches by luck; NaN where undefined.</param>
public sealed record ComparedConfiguration(
    int Rank, string Source, double? SearchValue, double MeanSkill, double Spread, double Gain, double DeflatedGain, double Sharpe, double DeflatedSharpe);
