namespace Huracan.Contracts.Reports;

/// <summary>One voter of a consensus over the test part.</summary>
/// <param name="Family">Model family.</param>
/// <param name="Horizon">Horizon in bars.</param>
/// <param name="ValidationSkill">Log-loss skill on validation.</param>
/// <param name="Weight">Its weight, 0 to 1.</param>
/// <param name="Reliability">Its reliability, 0 to 1.</param>
/// <param name="Enabled">Share of the bars at which its regime gate would let it vote.</param>
/// <param name="Gate">What the gate said of each regime after validation, in words.</param>
public sealed record VoterReport(
    string Family,
    int Horizon,
    double ValidationSkill,
    SpanOfValues Weight,
    SpanOfValues Reliability,
    double Enabled,
    IReadOnlyList<string> Gate);

/// <summary>A number over time in short.</summary>
/// <param name="First">At the first bar.</param>
/// <param name="Mean">On average.</param>
/// <param name="Last">At the last bar.</param>
public sealed record SpanOfValues(double First, double Mean, double Last);
