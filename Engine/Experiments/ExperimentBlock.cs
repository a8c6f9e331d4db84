namespace Huracan.Engine.Experiments;

/// <summary>What an experiment's tests count as one observation: what a model did on it is averaged first.</summary>
public enum ExperimentBlock
{
    /// <summary>A coin, over its timeframes and horizons, which share their candles.</summary>
    Coin,

    /// <summary>A coin and timeframe, over its horizons: counts the same candles once for each timeframe.</summary>
    Unit,

    /// <summary>A coin, timeframe and horizon: counts the same candles for each of them.</summary>
    Series,
}
