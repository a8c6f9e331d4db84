using Orleans.Concurrency;

namespace Huracan.Contracts.Grains;

/// <summary>A silo's worker slots, as the dispatcher calls them.</summary>
[Alias("huracan.pool")]
public interface IWorkerPool : IGrainObserver
{
    /// <summary>The queue, or what operators want of units, has changed.</summary>
    [Alias("wake"), OneWay]
    Task WakeAsync();
}

/// <summary>What a silo works on.</summary>
/// <param name="Owner">The silo.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Free">Units it can take.</param>
/// <param name="Running">The units it works on or is about to start.</param>
public sealed record WorkerPoolStatus(UnitOwner Owner, string Device, int Free, IReadOnlyList<UnitKey> Running);
