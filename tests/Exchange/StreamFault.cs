namespace Huracan.Tests.Exchange;

/// <summary>What becomes of a message about a closed candle.</summary>
internal enum StreamFault
{
    None,

    /// <summary>It is sent two times.</summary>
    Twice,

    /// <summary>It is not sent.</summary>
    Lost,

    /// <summary>It is sent after the next one of the series.</summary>
    Late,

    /// <summary>The connection is cut instead.</summary>
    Cut,

    /// <summary>A page is sent instead.</summary>
    Page,
}
