namespace Huracan.Contracts.Http.Runs;

/// <summary>A run of the cluster as lists and pages show it.</summary>
/// <param name="RunId">Sortable name of the run.</param>
/// <param name="Created">When it was asked for, UTC.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">Version its results are published under.</param>
/// <param name="Source">Where the candles come from, in words.</param>
/// <param name="Finished">When its last unit had ended and the results were published, UTC; null until then.</param>
/// <param name="Units">Number of units by state.</param>
public sealed record RunView(
    string RunId, DateTimeOffset Created, RunState State, string Version, string Source, DateTimeOffset? Finished,
    IReadOnlyDictionary<UnitState, int> Units)
{
    /// <summary>What it is for.</summary>
    public RunKind Kind { get; init; }

    /// <summary>After which stage its units end.</summary>
    public LastStage LastStage { get; init; }
}
