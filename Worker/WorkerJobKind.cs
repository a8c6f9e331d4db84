namespace Huracan.Worker;

/// <summary>What a worker is to do.</summary>
public enum WorkerJobKind
{
    /// <summary>Ingest and check a coin's candles.</summary>
    Ingest,

    /// <summary>Train, backtest and score a unit.</summary>
    Unit,
}
