namespace Huracan.Silo.Units;

/// <summary>Why the work on a claimed unit has to stop.</summary>
internal enum ClaimEnd
{
    /// <summary>It does not have to.</summary>
    None,

    /// <summary>An operator asked for it (pause or cancel).</summary>
    Requested,

    /// <summary>The silo stops.</summary>
    Drain,

    /// <summary>Another silo owns the unit by now, or may: nothing more may be written with this token.</summary>
    Lost,
}
