namespace Huracan.Engine.Leakage;

/// <summary>What one check found.</summary>
/// <param name="Check">The check.</param>
/// <param name="Subjects">How many features, labels, states, splits or fills it looked at.</param>
/// <param name="Findings">The leaks, one a subject.</param>
public sealed record LeakCheckResult(LeakCheckKind Check, int Subjects, IReadOnlyList<LeakFinding> Findings)
{
    /// <summary>Whether nothing leaks as far as this check can tell.</summary>
    public bool IsClean => Findings.Count == 0;
}
