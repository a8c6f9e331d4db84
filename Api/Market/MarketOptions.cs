namespace Huracan.Api.Market;

/// <summary>Section <c>Market</c> of the settings: the market that is followed live.</summary>
internal sealed class MarketOptions
{
    public const string Section = "Market";

    /// <summary>
    /// Folder of a store that <c>huracan data download</c> made; null follows that of the daily cycle, and none without one.
    /// </summary>
    public string? Source { get; set; }

    /// <summary>File of the exchanges' addresses; null is <c>config/vendors.yaml</c>.</summary>
    public string? Vendors { get; set; }
}
