namespace Huracan.Contracts.Http.Studies;

/// <summary>An intermediate value of a trial.</summary>
/// <param name="Step">Fold, from 0.</param>
/// <param name="Value">The value so far; may be NaN or infinite.</param>
public sealed record TrialReport(int Step, double Value);
