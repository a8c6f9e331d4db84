namespace Huracan.Storage.Tracking;

/// <summary>A tracker cannot be reached, or cannot do it now: the same may succeed later.</summary>
public sealed class TrackerAwayException : Exception
{
    /// <summary>With a message that names the tracker and what failed.</summary>
    public TrackerAwayException(string message)
        : base(message)
    {
    }

    /// <summary>With what the system said.</summary>
    public TrackerAwayException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
