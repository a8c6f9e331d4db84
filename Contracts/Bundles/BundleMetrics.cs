using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Bundles;

/// <summary>The figures a champion is known by; the reports in its bundle have the rest.</summary>
/// <param name="Score">Quality score, 0 to 100.</param>
/// <param name="Tier">Tier of the score.</param>
/// <param name="Action">What the trading side may do.</param>
/// <param name="EntryThreshold">Confidence from which its forecasts are traded, 0 to 1.</param>
/// <param name="ValidationSkill">Log-loss skill on validation, which it was chosen by.</param>
/// <param name="TestSkill">Log-loss skill on test.</param>
/// <param name="BalancedAccuracy">Balanced accuracy on test; chance is 1/3.</param>
/// <param name="DeflatedSharpe">Probability that the Sharpe ratio is above what the best of as many tries reaches by luck (F2); null where
/// nothing was searched.</param>
/// <param name="Test">What trading the test part brought after all costs.</param>
public sealed record BundleMetrics(
    double Score,
    QualityTier Tier,
    GateAction Action,
    double EntryThreshold,
    double ValidationSkill,
    double TestSkill,
    double BalancedAccuracy,
    double? DeflatedSharpe,
    TradingMetrics Test);
