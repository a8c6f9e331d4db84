using System.Text.Json;
using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>
/// Hash of all that decides how a run makes its models, but for the candles: two runs with the same specification try the same thing,
/// perhaps on more candles; two with different ones are two trials.
/// </summary>
public static class RunSpecification
{
    // What says which candles are taken, what is done with the results, and under which name; of files that are brought, where they lay.
    private static readonly string[] NoPart =
    [
        nameof(RunOptions.Source), nameof(RunOptions.Funding), nameof(RunOptions.CompareSource), nameof(RunOptions.CompareTolerance),
        nameof(RunOptions.Coins), nameof(RunOptions.OnlyCompared), nameof(RunOptions.Timeframes), nameof(RunOptions.From),
        nameof(RunOptions.To), nameof(RunOptions.AsOf), nameof(RunOptions.KeepLastCandle),
        nameof(RunOptions.Simulation), nameof(RunOptions.Version), nameof(RunOptions.MinScore), nameof(RunOptions.VolatilityGuard),
        nameof(RunOptions.Evidence), nameof(RunOptions.MinEdgeAfterCostBps), nameof(RunOptions.Regimes), nameof(RunOptions.RegimeGate),
        nameof(RunOptions.Consensus), nameof(RunOptions.ModelFiles), nameof(RunOptions.Importance),
    ];

    /// <summary>The hash.</summary>
    public static string Of(RunContext context)
    {
        var parts = JsonSerializer.SerializeToNode(context.Options, HuracanJson.Compact)!.AsObject(); // options are no null
        foreach (var name in NoPart)
            parts.Remove(JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
        var features = context.Options.Models
            .Select(model => context.Features.Recipe(context.Options.FeatureSetOf(context.Families[model])).Hash)
            .Distinct()
            .Order(StringComparer.Ordinal);
        var plugins = context.Options.Models.Select(model => context.Families[model].CodeHash).OfType<string>();
        var brought = context.ModelFiles.OrderBy(files => files.Key, StringComparer.Ordinal).Select(files => files.Value.Hash);
        return StageRunner.HashOf([parts.ToJsonString(), .. features, CodeIdentity.Hash, .. plugins, .. brought]);
    }

    /// <summary>Whose candles a run takes.</summary>
    /// <param name="options">Options of the run.</param>
    /// <param name="vendor">What the source says of itself.</param>
    public static string MarketOf(RunOptions options, string? vendor) => options.Source is { } source
        ? vendor ?? source
        : $"simulated {StageRunner.HashOf([JsonSerializer.Serialize(options.Simulation, HuracanJson.Compact)])[..16]}";
}
