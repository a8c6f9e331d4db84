using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Storage.Candles;

/// <summary>Opens the source a run's options name.</summary>
public static class CandleSources
{
    /// <summary>The folder of files, or the simulated market where no folder is given.</summary>
    /// <exception cref="Contracts.InputRefusedException">The folder cannot be read.</exception>
    public static ICandleSource Open(RunOptions options) => options.Source is { } folder
        ? new FolderCandleSource(
            folder, new FolderCandleOptions { FundingFolder = options.Funding, KeepLastCandle = options.KeepLastCandle })
        : new SimulatedMarket(options.Simulation);
}
