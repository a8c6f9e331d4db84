namespace Huracan.Cluster.Units;

/// <summary>What an operator wants of a unit; its owner learns of it with every heartbeat and obeys within one batch.</summary>
public enum UnitWish
{
    /// <summary>Go on.</summary>
    Run,

    /// <summary>Stop, keep everything, and wait.</summary>
    Pause,

    /// <summary>Stop for good.</summary>
    Cancel,
}
