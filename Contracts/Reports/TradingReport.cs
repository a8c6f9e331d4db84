namespace Huracan.Contracts.Reports;

/// <summary>
/// <c>backtest_metrics.json</c>: what trading the forecasts of the test part brought after all costs, beside the baselines.
/// </summary>
/// <param name="EntryThreshold">Confidence traded from, chosen on validation.</param>
/// <param name="From">Open time of the first bar, UTC.</param>
/// <param name="To">End of the last bar, UTC.</param>
/// <param name="Trading">The metrics over the whole test part.</param>
/// <param name="Folds">The consecutive folds.</param>
/// <param name="PositiveFolds">Share of folds over which equity rose.</param>
/// <param name="Baselines">Trading of each baseline on the same bars.</param>
public sealed record TradingReport(
    double EntryThreshold,
    DateTimeOffset From,
    DateTimeOffset To,
    TradingMetrics Trading,
    IReadOnlyList<FoldResult> Folds,
    double PositiveFolds,
    IReadOnlyDictionary<string, TradingMetrics> Baselines)
{
    /// <summary>Folder of the model traded.</summary>
    public string Model { get; init; } = "";

    /// <summary>Why it is this one, in words.</summary>
    public string ModelReason { get; init; } = "";

    /// <summary>Settings tried before these were chosen, pruned and failed trials among them.</summary>
    public int Tried { get; init; } = 1;

    /// <summary>
    /// Variance that the trials' Sharpe ratios per bar would have over as many bars as the test part has; null where nothing was searched.
    /// </summary>
    public double? TrialVariance { get; init; }

    /// <summary>
    /// Probability that the Sharpe ratio is above what the best of so many tries reaches by luck (F2); null where nothing was searched.
    /// </summary>
    public double? DeflatedSharpe { get; init; }
}

/// <summary>One consecutive fold of the test part.</summary>
/// <param name="From">Open time of its first bar, UTC.</param>
/// <param name="Bars">Number of bars.</param>
/// <param name="Trades">Trades entered in it.</param>
/// <param name="NetReturn">Equity at its end over that at its start, less 1.</param>
public sealed record FoldResult(DateTimeOffset From, int Bars, int Trades, double NetReturn);
