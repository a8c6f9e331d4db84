using Huracan.Contracts.Grains;

namespace Huracan.Silo.Grains;

/// <summary>State of a unit's grain: the claim under which the unit is worked on, and what is kept over all runs.</summary>
internal sealed record UnitGrainState
{
    /// <summary>The run; null while no silo works on the unit.</summary>
    public string? RunId { get; init; }

    /// <summary>Fencing token of the claim.</summary>
    public long Token { get; init; }

    /// <summary>The silo; null while none works on the unit.</summary>
    public UnitOwner? Owner { get; init; }

    /// <summary>Kept over all runs.</summary>
    public UnitHistory History { get; init; } = new();

    /// <summary>The same without a claim.</summary>
    public UnitGrainState Free() => this with { RunId = null, Token = 0, Owner = null };
}
