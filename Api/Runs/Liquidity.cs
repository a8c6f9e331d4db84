using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Candles;

namespace Huracan.Api.Runs;

/// <summary>
/// Estimates how much of each coin is traded when a run is requested: in the simulated market from its first bars, in a folder from each
/// coin's file of the longest timeframe, if those files are small together. It only orders the queue of units.
/// </summary>
internal static class Liquidity
{
    private const int SampledBars = 1000;
    private const long MostBytes = 32 << 20;

    /// <summary>Median quote volume by coin, a day; coins of which nothing is known are left out.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="source">Where its candles come from.</param>
    /// <param name="coins">The coins of its units.</param>
    /// <param name="mostBytes">Total size of the files above which none is read, bytes.</param>
    public static IReadOnlyDictionary<string, double> Of(
        RunOptions options, ICandleSource source, IReadOnlyCollection<string> coins, long mostBytes = MostBytes)
    {
        if (options.Source is null)
            source = new SimulatedMarket(options.Simulation with { Bars = Math.Min(SampledBars, options.Simulation.Bars) });
        var units = coins.Select(coin => new UnitId(coin, source.TimeframesOf(coin).DefaultIfEmpty().Max()))
            .Where(unit => unit.Timeframe != default)
            .ToList();
        if (source is FolderCandleSource folder && units.Sum(unit => Size(folder, unit)) > mostBytes)
            return new Dictionary<string, double>();
        return units.AsParallel().Select(unit => (unit.Coin, Volume: Median(source, unit))).Where(coin => coin.Volume > 0)
            .ToDictionary(coin => coin.Coin, coin => coin.Volume, StringComparer.Ordinal);
    }

    private static long Size(FolderCandleSource folder, UnitId unit)
    {
        try
        {
            return new FileInfo(folder.FileOf(unit)).Length;
        }
        catch (Exception exception) when (exception is InputRefusedException or IOException)
        {
            return 0; // its ingest reports what is wrong
        }
    }

    private static double Median(ICandleSource source, UnitId unit)
    {
        try
        {
            var candles = source.Load(unit.Coin, unit.Timeframe, CancellationToken.None);
            var newest = Math.Max(0, candles.Count - SampledBars)..candles.Count;
            var volumes = candles.Close[newest]
                .Zip(candles.Volume[newest], (price, volume) => price * volume)
                .Where(double.IsFinite)
                .Order()
                .ToArray();
            return volumes.Length == 0
                ? 0
                : volumes[volumes.Length / 2] * (TimeSpan.MillisecondsPerDay / (double)unit.Timeframe.Milliseconds);
        }
        catch (Exception exception) when (exception is InputRefusedException or IOException)
        {
            return 0;
        }
    }
}
