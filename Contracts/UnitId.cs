namespace Huracan.Contracts;

/// <summary>One (coin, timeframe): the thing that owns models, studies and a state. Printed <c>BTCUSDT/15m</c>.</summary>
/// <param name="Coin">Symbol as the exchange writes it, upper case.</param>
/// <param name="Timeframe">Length of the unit's candles.</param>
public readonly record struct UnitId(string Coin, Timeframe Timeframe)
{
    /// <summary><c>COIN/timeframe</c>.</summary>
    public override string ToString() => $"{Coin}/{Timeframe}";
}
