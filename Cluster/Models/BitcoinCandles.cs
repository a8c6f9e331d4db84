using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cluster.Models;

/// <summary>
/// Bitcoin's candles among a unit's files. They are published with every unit whose model has features of Bitcoin, so that the unit can be
/// forecast without Bitcoin's own unit.
/// </summary>
public static class BitcoinCandles
{
    /// <summary>Their path among the files of a unit of that timeframe.</summary>
    public static string PathFor(Timeframe timeframe) => RunOutputs.Candles(new UnitId(RunPlan.Bitcoin, timeframe));
}
