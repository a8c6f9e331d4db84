using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Tables;

namespace Huracan.Engine.Pipeline.Ingest;

/// <summary>
/// Computes a unit's features of one set, or takes them from the store: a table of the same candles, recipe and code is never
/// computed twice, in whatever run.
/// </summary>
/// <param name="context">The run.</param>
public sealed class FeatureStage(RunContext context)
{
    /// <summary>Features of <paramref name="set"/> for every bar of the unit.</summary>
    public FeatureMatrix Run(UnitData data, FeatureInput input, string set)
    {
        var recipe = context.Features.Recipe(set).For(input);
        var path =
            $"{data.Unit.Coin}/{data.Unit.Timeframe}/{StageRunner.HashOf([data.Hash, recipe.Hash, CodeIdentity.Hash])[..32]}.parquet";
        if (!context.FeatureStore.Exists(path))
        {
            var computed = recipe.Compute(input);
            context.FeatureStore.WriteTable(
                path, new Table([.. computed.Columns.Select((column, i) => new TableColumn(computed.Names[i], column))]));
            return computed;
        }
        var stored = context.FeatureStore.ReadTable(path);
        return new FeatureMatrix(recipe.Names, [.. recipe.Names.Select(stored.Get<double>)], stored.Rows, recipe.WarmUp, recipe.Hash);
    }
}
