namespace Huracan.Storage.MarketStore;

/// <summary>The best prices of a coin's order book at a time.</summary>
/// <param name="Time">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Bid">Best price somebody buys at, quote currency.</param>
/// <param name="Ask">Best price somebody sells at, quote currency.</param>
public readonly record struct Quote(long Time, string Coin, double Bid, double Ask)
{
    /// <summary>Difference of the two as a share of their middle, in basis points.</summary>
    public double SpreadBps => (Ask - Bid) / ((Ask + Bid) / 2) * 10_000;
}
