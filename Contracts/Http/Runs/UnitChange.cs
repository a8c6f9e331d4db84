namespace Huracan.Contracts.Http.Runs;

/// <summary>A step in a unit's life: its state, its owner or what an operator wants of it changed.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When, UTC.</param>
/// <param name="From">The state before.</param>
/// <param name="State">The state since.</param>
/// <param name="DesiredState"><c>RUN</c>, <c>PAUSE</c> or <c>CANCEL</c>: what an operator wants of it since.</param>
/// <param name="Owner">The silo that works on it since, or did until then; null when none was involved.</param>
/// <param name="Token">Number of the claim under which it was made, or the latest one before it; 0 when nobody has claimed the unit
/// yet.</param>
/// <param name="Faults">Attempts that had ended in an error by then.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record UnitChange(
    string RunId, DateTimeOffset At, UnitState From, UnitState State, string DesiredState, string? Owner, long Token, int Faults,
    string Reason);
