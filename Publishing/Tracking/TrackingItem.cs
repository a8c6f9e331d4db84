namespace Huracan.Publishing.Tracking;

/// <summary>What waits to be recorded: read when it is sent, so that it is told as it is then.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Its folder, relative to the folder that holds the queue's.</param>
public sealed record TrackingItem(TrackingKind Kind, string Path)
{
    /// <summary>Why a tracker refused it; null while it waits.</summary>
    public string? Reason { get; init; }
}

/// <summary>Kinds of what is recorded.</summary>
public enum TrackingKind
{
    /// <summary>A run's folder.</summary>
    Run,

    /// <summary>A folder of champions.</summary>
    Champions,
}
