using Orleans.Concurrency;

namespace Huracan.Cluster.Grains;

/// <summary>A silo's worker slots, as the dispatcher calls them.</summary>
[Alias("huracan.pool")]
public interface IWorkerPool : IGrainObserver
{
    /// <summary>The queue, or what operators want of units, has changed.</summary>
    [Alias("wake"), OneWay]
    Task WakeAsync();
}
