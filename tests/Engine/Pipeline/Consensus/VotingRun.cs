using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Tests.Engine.Pipeline.Consensus;

/// <summary>A market and settings with which trees soon show that they know something.</summary>
internal static class VotingRun
{
    /// <summary>Trees that ask for little evidence, since a small market has little.</summary>
    public static void Lenient(RunOptions options)
    {
        options.Models = ["xgboost"];
        options.TrainBars = null;
        options.ModelSettings["xgboost"]["rounds"] = 20;
        options.RegimeGate = new() { Level = 0.5, MinTrades = 2, MinDays = 2 };
        options.Consensus = new() { Shrinkage = 1, MinOutcomes = 10 };
    }

    /// <summary>A market whose signal comes often and is worth much.</summary>
    public static SimulatedMarket Market() => new(new SimulatorOptions
    {
        Coins = 1,
        Bars = 5_000,
        Timeframe = Timeframe.H1,
        Seed = 5,
        Signal = new PlantedSignal { Probability = 0.2, NetSharpe = 25 },
    });
}
