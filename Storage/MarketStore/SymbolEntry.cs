namespace Huracan.Storage.MarketStore;

/// <summary>What is known of a coin of the market, also when it is no longer traded.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Base">Base asset; empty where only the archive knows the coin.</param>
/// <param name="Quote">Quote asset; likewise.</param>
/// <param name="TickSize">Least step of the price; 0 where unknown.</param>
/// <param name="StepSize">Least step of the quantity; 0 where unknown.</param>
/// <param name="Listed">Since when it is traded; null where unknown.</param>
/// <param name="Delisted">Until when; null while it is traded.</param>
/// <param name="RenamedTo">The coin that took its place one for one; null where none did.</param>
public sealed record SymbolEntry(
    string Coin, string Base, string Quote, double TickSize, double StepSize, DateTimeOffset? Listed, DateTimeOffset? Delisted,
    string? RenamedTo = null)
{
    /// <summary>Whether it was traded at a time.</summary>
    public bool IsTradedAt(DateTimeOffset time) => (Listed is null || Listed <= time) && (Delisted is null || time < Delisted);
}
