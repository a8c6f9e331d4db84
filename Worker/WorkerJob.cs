using Huracan.Contracts;

namespace Huracan.Worker;

/// <summary>One piece of work for a child process; a line of JSON on its standard input.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe; null for the coin's ingest.</param>
public sealed record WorkerJob(WorkerJobKind Kind, string Coin, Timeframe? Timeframe)
{
    /// <summary>The unit, or the coin.</summary>
    public string Name => Timeframe is { } timeframe ? new UnitId(Coin, timeframe).ToString() : Coin;
}
