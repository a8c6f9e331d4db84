namespace Huracan.Engine.Market.Spreads;

/// <summary>What decides the spread that a coin's trades pay.</summary>
public enum SpreadSource
{
    /// <summary>The half-spread of the run's costs, the same for all coins.</summary>
    Configured,

    /// <summary>The coin's own data: quotes where there are any, else its candles, else the configured one.</summary>
    Estimated,
}
