namespace Huracan.Contracts.Reports;

/// <summary>A check of the gate that a unit fails, so that it is not ACTIVE.</summary>
/// <param name="Rule"><c>score</c>, <c>net_edge</c> (basis points per trade), <c>probabilistic_sharpe</c>, <c>trades</c>,
/// <c>funding_missing</c> (share), <c>deflated_sharpe</c>, <c>validation_skill</c>, <c>validation_sharpe</c>,
/// <c>p_value</c> or <c>regime_gate</c> (number of known regimes that it may trade in).</param>
/// <param name="Value">What was found; NaN where there is nothing to measure.</param>
/// <param name="Threshold">What is asked for: at least that much, of <c>funding_missing</c> and <c>p_value</c> at most, of
/// <c>validation_skill</c> more than that.</param>
public sealed record GateCheck(string Rule, double Value, double Threshold);
