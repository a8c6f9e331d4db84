namespace Huracan.Storage.MarketStore;

/// <summary>The best prices of a coin's order book at a time; of a perpetual contract also what its funding rests on.</summary>
/// <param name="Time">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Bid">Best price somebody buys at, quote currency.</param>
/// <param name="Ask">Best price somebody sells at, quote currency.</param>
public readonly record struct Quote(long Time, string Coin, double Bid, double Ask)
{
    /// <summary>Price that positions are valued at, quote currency; NaN where there is none, as on a spot market.</summary>
    public double Mark { get; init; } = double.NaN;

    /// <summary>Price of the coin on spot markets, quote currency; NaN likewise.</summary>
    public double Index { get; init; } = double.NaN;

    /// <summary>Funding rate that would be paid next, as it stands, as a fraction of the notional; NaN likewise.</summary>
    public double FundingRate { get; init; } = double.NaN;

    /// <summary>Difference of the two as a share of their middle, in basis points.</summary>
    public double SpreadBps => (Ask - Bid) / ((Ask + Bid) / 2) * 10_000;
}
