namespace Huracan.Engine.Leakage;

/// <summary>One leak.</summary>
/// <param name="Check">The check that found it.</param>
/// <param name="Subject">Feature, label, learnt state, split or fill.</param>
/// <param name="Bar">The first bar at which it shows; null where it belongs to none.</param>
/// <param name="Measured">The measured value, in the unit that <paramref name="Rule"/> names.</param>
/// <param name="Rule">What must hold, in words.</param>
public sealed record LeakFinding(LeakCheckKind Check, string Subject, int? Bar, double Measured, string Rule)
{
    /// <summary>One line: what, where, how much, and the rule.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Subject}{(Bar is { } bar ? $" at bar {bar}" : "")}: {Measured:G4}; {Rule}");
}
