namespace Huracan.Contracts.Bundles;

/// <summary>What has one champion at a time: a unit at one horizon. Printed <c>BTCUSDT/15m h4</c>.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Horizon">How far the champion looks, bars, 1 or more.</param>
public readonly record struct ChampionKey(UnitId Unit, int Horizon)
{
    /// <summary><c>COIN/timeframe hN</c>.</summary>
    public override string ToString() => $"{Unit} h{Horizon}";
}
