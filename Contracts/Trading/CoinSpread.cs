namespace Huracan.Contracts.Trading;

/// <summary><c>data/{coin}/spread.json</c>: half the spread that a coin's aggressive legs pay in a run, and where it comes from.</summary>
/// <param name="HalfSpreadBps">Half the spread, basis points of the price, within the run's bounds.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Samples">Quotes, or pairs of candles, it rests on; 0 where it is configured and nothing was looked at.</param>
/// <param name="From">Time of the first of them, UTC; null without any.</param>
/// <param name="To">End of the last of them, UTC; null without any.</param>
public sealed record CoinSpread(double HalfSpreadBps, SpreadOrigin Origin, int Samples, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>Half the spread as measured, before the bounds, basis points; null where nothing was looked at.</summary>
    public double? MeasuredHalfSpreadBps { get; init; }

    /// <summary>
    /// Whether all of it was known before the test part of every unit of the coin. False only for quotes that were sampled later because
    /// there are none from before.
    /// </summary>
    public bool IsBeforeTest { get; init; } = true;
}
