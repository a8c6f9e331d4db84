using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
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
/// <param name="Hash">Hash over all of them, but for the spread: the stages that read it have the costs in their keys.</param>
public sealed record UnitData(UnitId Unit, CandleSeries Candles, CandleSeries? Bitcoin, FundingSeries? Funding, string Hash)
{
    /// <summary>The coin's spread; null takes the configured one.</summary>
    public CoinSpread? Spread { get; init; }

    /// <summary>What trading the unit costs.</summary>
    /// <param name="options">The run's options.</param>
    public CostOptions Costs(RunOptions options) => UnitTrading.Costs(options, Spread?.HalfSpreadBps);

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
            StageRunner.HashOf(hashes.Select(hash => hash ?? "none")))
        {
            Spread = folder.Exists(RunOutputs.Spread(unit.Coin)) ? folder.ReadJson<CoinSpread>(RunOutputs.Spread(unit.Coin)) : null,
        };
    }
}
