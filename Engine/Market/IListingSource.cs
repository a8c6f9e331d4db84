namespace Huracan.Engine.Market;

/// <summary>What a source of candles may answer besides: which coins are no longer traded.</summary>
public interface IListingSource
{
    /// <summary>Since when a coin is no longer traded, UTC; null while it is, and where that is not known.</summary>
    /// <param name="coin">Symbol.</param>
    DateTimeOffset? DelistedAt(string coin);
}
