using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Pipeline.Units;

/// <summary>A unit's market data as the ingest left it, with the hash every later stage rests on.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Candles">Its checked candles.</param>
/// <param name="Bitcoin">Bitcoin's at the same timeframe, for cross-coin features; null where there are none or the unit is
/// Bitcoin's.</param>
/// <param name="Funding">The coin's funding rates.</param>
/// <param name="Hash">Hash over all of them.</param>
public sealed record UnitData(UnitId Unit, CandleSeries Candles, CandleSeries? Bitcoin, FundingSeries? Funding, string Hash)
{
    /// <summary>Reads what the ingest stage wrote.</summary>
    /// <exception cref="InputRefusedException">It is not there or damaged.</exception>
    public static UnitData Read(IRunFolder folder, UnitId unit)
    {
        var bitcoin = new UnitId(RunPlan.Bitcoin, unit.Timeframe);
        var hasBitcoin = unit != bitcoin && folder.Exists(RunOutputs.Candles(bitcoin));
        string?[] hashes =
        [
            folder.Hash(RunOutputs.Candles(unit)),
            hasBitcoin ? folder.Hash(RunOutputs.Candles(bitcoin)) : null,
            folder.Hash(RunOutputs.Funding(unit.Coin)),
        ];
        return new UnitData(
            unit,
            CandleTable.ReadCandles(folder, unit),
            hasBitcoin ? CandleTable.ReadCandles(folder, bitcoin) : null,
            CandleTable.ReadFunding(folder, unit.Coin),
            StageRunner.HashOf(hashes.Select(hash => hash ?? "none")));
    }
}
