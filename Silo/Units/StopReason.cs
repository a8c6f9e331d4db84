namespace Huracan.Silo.Units;

/// <summary>Why the work on a claimed unit has to stop.</summary>
internal enum StopReason
{
    /// <summary>The work continues.</summary>
    None,

    /// <summary>An operator paused or cancelled the unit.</summary>
    Requested,

    /// <summary>The silo is shutting down.</summary>
    Drain,

    /// <summary>Another silo may own the unit: a write with this token was refused.</summary>
    Lost,
}
