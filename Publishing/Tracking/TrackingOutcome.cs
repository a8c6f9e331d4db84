using Huracan.Storage.Tracking;

namespace Huracan.Publishing.Tracking;

/// <summary>What came of something that waited.</summary>
/// <param name="Name">What it is: the name of a run, or <c>champions</c> with the name of their folder.</param>
/// <param name="Target">Where it was to be recorded.</param>
/// <param name="State">How it ended.</param>
/// <param name="Reason">Why it waits or is refused; empty where it was recorded.</param>
public sealed record TrackingOutcome(string Name, string Target, TrackingState State, string Reason)
{
    /// <summary>Whether the tracker is away, or the time spent, so that nothing more is tried with it now.</summary>
    public bool IsAway { get; init; }

    /// <summary>Whether the tracker would refuse anything else too.</summary>
    public bool IsOfTracker { get; init; }

    /// <summary>What was new there.</summary>
    public TrackerReport Report { get; init; } = TrackerReport.None;
}

/// <summary>How it ended.</summary>
public enum TrackingState
{
    /// <summary>It is recorded.</summary>
    Recorded,

    /// <summary>It waits for the next time.</summary>
    Waiting,

    /// <summary>It would be refused again, and was moved aside.</summary>
    Refused,
}
