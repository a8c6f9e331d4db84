using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Orleans.Concurrency;

namespace Huracan.Cluster.Grains;

/// <summary>
/// One in the cluster, key 0: hands queued units to silos, the most urgent first. It stores nothing, and may be lost or doubled without
/// harm: the units' grains decide.
/// </summary>
[Alias("huracan.dispatcher")]
public interface IDispatcherGrain : IGrainWithIntegerKey
{
    /// <summary>A silo asks for units and tells what it works on.</summary>
    /// <param name="pool">The silo's slots.</param>
    /// <param name="observer">Is told when there is something new.</param>
    /// <returns>At most as many units as slots are free; each is to be started by its grain.</returns>
    [Alias("take")]
    Task<IReadOnlyList<UnitKey>> TakeAsync(WorkerPoolStatus pool, IWorkerPool observer);

    /// <summary>The queue, or what operators want of units, has changed.</summary>
    [Alias("wake"), OneWay]
    Task WakeAsync();
}
