using Huracan.Contracts;

namespace Huracan.Cluster.Runs;

/// <summary>A run as it is stored.</summary>
/// <param name="RunId">Its name.</param>
/// <param name="Created">When it was created.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">Version of its results.</param>
/// <param name="Source">Where the candles come from, in words.</param>
/// <param name="Config">The complete options as YAML.</param>
/// <param name="Features">The feature sets as YAML.</param>
/// <param name="Finished">When its results were published.</param>
/// <param name="TraceParent">W3C trace context of the request that made it; null without a trace.</param>
/// <param name="Factory">The factory's complete options as YAML; null for a plain run.</param>
/// <param name="Judged">When the units of a factory's run were judged; from then on they contend.</param>
public sealed record RunRow(
    string RunId, DateTimeOffset Created, RunState State, string Version, string Source, string Config, string Features,
    DateTimeOffset? Finished, string? TraceParent, string? Factory, DateTimeOffset? Judged)
{
    /// <summary>After which stage its units end.</summary>
    public LastStage LastStage { get; init; }
}
