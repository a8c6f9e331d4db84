namespace Huracan.Silo.Units;

/// <summary>Why the work on a claimed unit has to stop.</summary>
internal enum ClaimEnd
{
    /// <summary>It need not.</summary>
    None,

    /// <summary>An operator wants it.</summary>
    Wish,

    /// <summary>The silo stops.</summary>
    Drain,

    /// <summary>The unit is another's by now, or may be: nothing more may be written in the claim's name.</summary>
    Lost,
}
