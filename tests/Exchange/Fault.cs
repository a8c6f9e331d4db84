namespace Huracan.Tests.Exchange;

/// <summary>How the local exchange answers instead of rightly.</summary>
internal enum Fault
{
    None,

    /// <summary>Status 503.</summary>
    Unavailable,

    /// <summary>A page with status 200.</summary>
    Page,

    /// <summary>Half of the answer, then the connection is cut.</summary>
    CutOff,

    /// <summary>Half of the answer, as if it were whole.</summary>
    Truncated,

    /// <summary>Status 403.</summary>
    Forbidden,

    /// <summary>Status 429 with a pause of a second.</summary>
    TooOften,

    /// <summary>Status 418 with a pause of two seconds.</summary>
    Banned,

    /// <summary>Status 418 with a pause of a day.</summary>
    BannedForADay,
}
