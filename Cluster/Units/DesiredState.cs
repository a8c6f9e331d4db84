namespace Huracan.Cluster.Units;

/// <summary>State an operator asks for; the owner reads it with every heartbeat and follows within one training batch.</summary>
public enum DesiredState
{
    /// <summary>Go on.</summary>
    Run,

    /// <summary>Stop, keep everything, and wait.</summary>
    Pause,

    /// <summary>Stop for good.</summary>
    Cancel,
}
