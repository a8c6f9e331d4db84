namespace Huracan.Contracts;

/// <summary>One unit of one run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct UnitKey(string RunId, UnitId Unit)
{
    /// <summary><c>run/COIN/timeframe</c>.</summary>
    public override string ToString() => $"{RunId}/{Unit}";
}
