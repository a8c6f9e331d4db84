using Huracan.Contracts.Reports;

namespace Huracan.Engine.Quality;

/// <summary>What a quality score is made of. NaN stands for unknown and earns nothing.</summary>
/// <param name="Psr">Probabilistic Sharpe ratio against 0, of per-bar net returns over test.</param>
/// <param name="AnnualSharpe">Annualised net Sharpe ratio over test.</param>
/// <param name="NetEdgeBps">Mean net result per trade, basis points of the entry notional.</param>
/// <param name="ProfitFactor">Gains over losses; infinite with gains and no loss.</param>
/// <param name="MaxDrawdown">Fraction of the peak.</param>
/// <param name="Skill">Chance-adjusted balanced accuracy of the model less that of the better baseline, on the same bars.</param>
/// <param name="Trades">Trades in test.</param>
/// <param name="PositiveFolds">Share of the test folds with a positive net result.</param>
/// <param name="Coverage">Share of test bars with an open trade.</param>
public sealed record ScoreInputs(
    double Psr, double AnnualSharpe, double NetEdgeBps, double ProfitFactor, double MaxDrawdown, double Skill, int Trades,
    double PositiveFolds,
    double Coverage)
{
    /// <summary>Log-loss skill over the class frequencies, the lesser of validation and test; NaN where it was not measured.</summary>
    public double LogLossSkill { get; init; } = double.NaN;

    /// <summary>Whether the search is likelier overfitted than allowed (F3), which caps the score below HIGH.</summary>
    public bool IsOverfitted { get; init; }

    /// <summary>Takes what a backtest's metrics hold.</summary>
    /// <param name="metrics">Metrics of the test backtest.</param>
    /// <param name="skill">See <see cref="Skill"/>; NaN where it was not measured.</param>
    /// <param name="positiveFolds">See <see cref="PositiveFolds"/>.</param>
    public static ScoreInputs Of(TradingMetrics metrics, double skill, double positiveFolds)
    {
        // The metric is undefined without trades and without losses; only the latter scores.
        var factor = double.IsNaN(metrics.ProfitFactor) && metrics.WinRate > 0 ? double.PositiveInfinity : metrics.ProfitFactor;
        var drawdown = metrics.TradesTaken == 0 ? double.NaN : metrics.MaxDrawdown;
        return new ScoreInputs(
            metrics.Psr, metrics.SharpeAnnual, metrics.NetEdgeBps, factor, drawdown, skill, metrics.TradesTaken, positiveFolds,
            metrics.Coverage);
    }
}
