namespace Huracan.Storage.Tracking;

/// <summary>How what is tracked stands.</summary>
public enum TrackedStatus
{
    /// <summary>It is at work, or was interrupted and may be gone on with.</summary>
    Running,

    /// <summary>It ended.</summary>
    Finished,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was stopped before its end, as a trial by a pruner.</summary>
    Killed,
}
