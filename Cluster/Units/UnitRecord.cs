using Huracan.Contracts;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;

namespace Huracan.Cluster.Units;

/// <summary>
/// The record of one unit's work in the cluster. It changes only by the functions of <see cref="UnitMachine"/>,
/// each change under a lock on the row.
/// </summary>
/// <param name="Key">Run and unit.</param>
public sealed record UnitRecord(UnitKey Key)
{
    /// <summary>Its state.</summary>
    public UnitState State { get; init; } = UnitState.Queued;

    /// <summary>What an operator asks for.</summary>
    public DesiredState DesiredState { get; init; } = DesiredState.Run;

    /// <summary>The silo that works on it, by its name; null when none does.</summary>
    public string? Owner { get; init; }

    /// <summary>The same silo as <see cref="Contracts.Grains.UnitOwner.Address"/>.</summary>
    public string? OwnerAddress { get; init; }

    /// <summary>Number of the latest claim. Writes with an earlier token are refused.</summary>
    public long Token { get; init; }

    /// <summary>Attempts that failed or whose owner died.</summary>
    public int Faults { get; init; }

    /// <summary>After a failed attempt, not to be claimed before this.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>Higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>
    /// Median daily volume of its coin in the quote currency, estimated when the unit is created; of units with equal priority the more
    /// liquid goes first. 0 where it is not known.
    /// </summary>
    public double Liquidity { get; init; }

    /// <summary>
    /// When the unit's champion is too old, the earliest of its horizons, as known when a factory's run was created; of units with equal
    /// priority the earlier goes first, and those without after them.
    /// </summary>
    public DateTimeOffset? ChampionExpires { get; init; }

    /// <summary>
    /// <c>cpu</c> or <c>cuda</c>: what its models are trained on, part of their hashes; null lets the first owner decide.
    /// </summary>
    public string? Device { get; init; }

    /// <summary>Share of the work that is done, 0 to 1, as last reported.</summary>
    public double Progress { get; init; }

    /// <summary>What its work is doing; null when no silo works on it or nothing was reported yet.</summary>
    public UnitActivity? Activity { get; init; }

    /// <summary>Why it ended or waits, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How it ended; null until it has.</summary>
    public UnitResult? Result { get; init; }

    /// <summary>Since when it has this state.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether nothing more will happen to it without an operator.</summary>
    public bool HasEnded => State.IsEnd;
}
