using Huracan.Contracts;

namespace Huracan.Storage.Tracking;

/// <summary>A tracker refuses whatever it is told, until somebody changes its settings or ours: its experiment is deleted, or cannot be
/// made.</summary>
public sealed class TrackerRefusalException : InputRefusedException
{
    /// <summary>With a message that names the tracker and what to change.</summary>
    public TrackerRefusalException(string message)
        : base(message)
    {
    }

    /// <summary>With what the tracker said.</summary>
    public TrackerRefusalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
