namespace Huracan.MarketData.Vendors;

/// <summary>When funding is paid: exchanges stamp it some milliseconds late.</summary>
internal static class FundingTime
{
    private const long MinuteMs = 60_000;

    /// <summary>The whole minute.</summary>
    public static long Of(long milliseconds) => milliseconds - milliseconds % MinuteMs;
}
