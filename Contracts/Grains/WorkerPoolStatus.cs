namespace Huracan.Contracts.Grains;

/// <summary>What a silo works on.</summary>
/// <param name="Owner">The silo.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Free">Units it can take.</param>
/// <param name="Running">The units it works on or is about to start.</param>
public sealed record WorkerPoolStatus(UnitOwner Owner, string Device, int Free, IReadOnlyList<UnitKey> Running);
