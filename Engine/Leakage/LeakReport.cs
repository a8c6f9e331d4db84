namespace Huracan.Engine.Leakage;

/// <summary>What all checks that apply to a subject found.</summary>
/// <param name="Subject">Name of the subject.</param>
/// <param name="Results">One for each check that was made, in the order of <see cref="LeakCheckKind"/>.</param>
public sealed record LeakReport(string Subject, IReadOnlyList<LeakCheckResult> Results)
{
    /// <summary>Every leak.</summary>
    public IEnumerable<LeakFinding> Findings => Results.SelectMany(result => result.Findings);

    /// <summary>Whether no check found a leak.</summary>
    public bool IsClean => Results.All(result => result.IsClean);
}
