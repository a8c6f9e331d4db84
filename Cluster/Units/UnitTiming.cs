namespace Huracan.Cluster.Units;

/// <summary>Lease, heartbeat and back-off times of a cluster.</summary>
public sealed record UnitTiming
{
    /// <summary>Without a heartbeat for so long, an owner counts as dead.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Time between two heartbeats; several fit into a lease.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait after the first fault; doubles with each further one.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait after a fault.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Faults after which a unit fails.</summary>
    public int MostFaults { get; init; } = 8;

    /// <summary>Wait after the n-th fault, n from 1.</summary>
    public TimeSpan BackOff(int faults) =>
        TimeSpan.FromTicks((long)Math.Min(FirstBackOff.Ticks * Math.Pow(2, faults - 1), LongestBackOff.Ticks));
}
