namespace Huracan.Engine.Leakage;

/// <summary>What is done to everything after a bar.</summary>
public enum FutureChange
{
    /// <summary>Prices and volumes are multiplied by random factors, funding rates are replaced.</summary>
    Scaled,

    /// <summary>Candles come in another order, funding rates too.</summary>
    Shuffled,
}
