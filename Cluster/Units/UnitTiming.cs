namespace Huracan.Cluster.Units;

/// <summary>Lease, heartbeat and back-off times of a cluster.</summary>
public sealed record UnitTiming
{
    /// <summary>An owner without a heartbeat for this long counts as dead.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Time between two heartbeats; several fit into a lease.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Delay after the first failed attempt; doubles with each further one.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest delay after a failed attempt.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Failed attempts after which a unit fails.</summary>
    public int MostFaults { get; init; } = 8;

    /// <summary>Delay after the n-th failed attempt, n from 1.</summary>
    public TimeSpan BackOff(int faults) =>
        TimeSpan.FromTicks((long)Math.Min(FirstBackOff.Ticks * Math.Pow(2, faults - 1), LongestBackOff.Ticks));
}
