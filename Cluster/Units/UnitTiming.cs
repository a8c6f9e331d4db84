namespace Huracan.Cluster.Units;

/// <summary>Report and back-off times of a cluster.</summary>
public sealed record UnitTiming
{
    /// <summary>Time between two reports of an owner whose unit's state does not change.</summary>
    public TimeSpan Report { get; init; } = TimeSpan.FromSeconds(1);

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
