namespace Huracan.MarketData.Live;

/// <summary>What became of a candle that a stream brought.</summary>
internal enum StreamOutcome
{
    /// <summary>It was due.</summary>
    Accepted,

    /// <summary>It is known, or comes too late.</summary>
    Repeated,

    /// <summary>Something before it is missing.</summary>
    Early,
}
