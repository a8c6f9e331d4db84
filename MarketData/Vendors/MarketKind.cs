namespace Huracan.MarketData.Vendors;

/// <summary>What is traded.</summary>
public enum MarketKind
{
    /// <summary>Perpetual contracts, which pay funding.</summary>
    Futures,

    /// <summary>The coins themselves.</summary>
    Spot,
}
