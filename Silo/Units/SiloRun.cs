using System.Collections.Concurrent;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Silo.Units;

/// <summary>A run as this silo works on it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Folder">The run's folder on this silo.</param>
/// <param name="Options">What the run computes, the device resolved.</param>
/// <param name="Features">The feature sets of its request.</param>
/// <param name="Source">Where its candles come from.</param>
/// <param name="TraceParent">Trace of the request that made it; null without one.</param>
/// <param name="IsFactory">Whether its units contend for the places of champions.</param>
internal sealed record SiloRun(
    string RunId, string Folder, RunOptions Options, FeatureSets Features, ICandleSource Source, string? TraceParent,
    bool IsFactory)
{
    /// <summary>Which stages its units go through.</summary>
    public ChainOptions Chain { get; init; } = new();

    /// <summary>The coins whose candles are ingested or being ingested.</summary>
    public ConcurrentDictionary<string, Lazy<Task>> Ingested { get; } = new();
}
