namespace Huracan.Contracts;

/// <summary>One (coin, timeframe): the thing that owns models, studies and a state. Printed <c>BTCUSDT/15m</c>.</summary>
/// <param name="Coin">Symbol as the exchange writes it, upper case.</param>
/// <param name="Timeframe">Length of the unit's candles.</param>
public readonly record struct UnitId(string Coin, Timeframe Timeframe)
{
    /// <summary>Reads <c>COIN/timeframe</c>.</summary>
    /// <exception cref="InputRefusedException">The text is not of this form.</exception>
    public static UnitId Parse(string text)
    {
        var mark = text.IndexOf('/', StringComparison.Ordinal);
        return mark > 0 && Timeframe.TryParse(text[(mark + 1)..], out var timeframe)
            ? new UnitId(text[..mark], timeframe)
            : throw new InputRefusedException($"'{text}' is not a unit: write COIN/timeframe, such as BTCUSDT/15m.");
    }

    /// <summary><c>COIN/timeframe</c>.</summary>
    public override string ToString() => $"{Coin}/{Timeframe}";
}
