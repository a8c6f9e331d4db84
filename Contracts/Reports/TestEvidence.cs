namespace Huracan.Contracts.Reports;

/// <summary>What a unit's chosen model showed on the test part and what was tried before: the evidence that its action is decided
/// on. Before the test part is read the figures are NaN.</summary>
/// <param name="From">Open time of the first bar of the test part, UTC.</param>
/// <param name="To">End of its last bar, UTC.</param>
/// <param name="Bars">Net returns per bar over it.</param>
/// <param name="Sharpe">Their Sharpe ratio per bar; NaN without a trade.</param>
/// <param name="Skew">Their skewness.</param>
/// <param name="Kurtosis">Their kurtosis, raw: 3 for a normal.</param>
/// <param name="Market">Whose candles: vendor and market, the name of a folder that says neither, or a simulated market.</param>
/// <param name="Specification">Hash of all that decides how the models were made, but for the candles.</param>
/// <param name="Candidates">Models of this specification that were tried on the test part.</param>
public sealed record TestEvidence(
    DateTimeOffset From, DateTimeOffset To, int Bars, double Sharpe, double Skew, double Kurtosis, string Market, string Specification,
    int Candidates)
{
    /// <summary>
    /// What the bars of the test part are known by, wherever they lie: eight hexadecimal digits for each bar of a grid of 64, one after
    /// the other; empty where there is none.
    /// </summary>
    public string BarMarks { get; init; } = "";

    /// <summary>Log-loss skill on validation, where the model was chosen.</summary>
    public double ValidationSkill { get; init; }

    /// <summary>
    /// Probability that the Sharpe ratio on validation is above what the best of all that was tried is expected to reach by luck (F2); NaN
    /// without a trade.
    /// </summary>
    public double ValidationSharpe { get; init; }

    /// <summary>
    /// Variance of the Sharpe ratios per bar of the search's trials, on a span as long as the test part; null without a search.
    /// </summary>
    public double? TrialVariance { get; init; }

    /// <summary>Probability of backtest overfitting of the search (F3); null without a search.</summary>
    public double? Overfitting { get; init; }
}
