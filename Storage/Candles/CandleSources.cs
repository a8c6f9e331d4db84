using Huracan.Contracts;
using Huracan.Engine.Factory;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.MarketStore;

namespace Huracan.Storage.Candles;

/// <summary>Opens the source a run's options name.</summary>
public static class CandleSources
{
    /// <summary>The folder, or the simulated market where no folder is given.</summary>
    /// <exception cref="InputRefusedException">The folder cannot be read.</exception>
    public static ICandleSource Open(RunOptions options) => options.Source is { } folder
        ? Open(folder, new FolderCandleOptions { FundingFolder = options.Funding, KeepLastCandle = options.KeepLastCandle })
        : new SimulatedMarket(options.Simulation);

    /// <summary>What a run's candles are compared with; null where its options name nothing.</summary>
    /// <exception cref="InputRefusedException">
    /// The folder cannot be read, it is the source itself, or the market is a simulated one.
    /// </exception>
    public static ComparedSource? OpenCompared(RunOptions options)
    {
        if (options.CompareSource is not { } folder)
            return null;
        if (options.Source is not { } source)
            throw new InputRefusedException(
                $"compare_source is {folder}, and there is no source: a simulated market is compared with none.");
        if (Path.GetRelativePath(source, folder) == ".")
            throw new InputRefusedException($"compare_source is {folder}, the source itself; name another folder.");
        try
        {
            return new ComparedSource(
                Open(folder, new FolderCandleOptions { KeepLastCandle = options.KeepLastCandle, Option = "--compare-source" }),
                options.CompareTolerance);
        }
        catch (InputRefusedException refused)
        {
            throw new InputRefusedException($"compare_source: {refused.Message}", refused);
        }
    }

    /// <summary>The candles that the factory chooses its universe from.</summary>
    /// <param name="factory">Names the folder; without one the simulator of the run's settings is taken.</param>
    /// <param name="run">The run's settings.</param>
    /// <exception cref="InputRefusedException">The folder cannot be read.</exception>
    public static ICandleSource Open(FactoryOptions factory, RunOptions run) => factory.Source is { } folder
        ? Open(folder, new FolderCandleOptions { FundingFolder = factory.Funding })
        : new SimulatedMarket(run.Simulation);

    /// <summary>A store of downloaded candles, or a folder of files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How files are read; a store has its own funding rates and closed candles only.</param>
    /// <exception cref="InputRefusedException">The folder cannot be read.</exception>
    public static ICandleSource Open(string folder, FolderCandleOptions options)
    {
        if (!CandleStore.IsStore(folder))
            return new FolderCandleSource(folder, options);
        return options.FundingFolder is null
            ? new StoreCandleSource(folder)
            : throw new InputRefusedException($"{folder} is a downloaded store, which has its own funding rates; leave out --funding.");
    }
}
