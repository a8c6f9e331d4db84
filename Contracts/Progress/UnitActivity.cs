namespace Huracan.Contracts.Progress;

/// <summary>What a unit's work is doing, in numbers; whoever shows it makes the text.</summary>
/// <param name="Scope">Unit or candidate, as a path of the run folder.</param>
/// <param name="Stage">Name of the stage.</param>
public sealed record UnitActivity(string Scope, string Stage)
{
    /// <summary>The epoch that ended last; null where something else happened.</summary>
    public EpochProgress? Epoch { get; init; }

    /// <summary>The trial that ended last; null where something else happened.</summary>
    public TrialProgress? Trial { get; init; }
}
