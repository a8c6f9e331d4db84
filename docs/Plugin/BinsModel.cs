using Huracan.Engine.Models;
using Huracan.Engine.Models.Baselines;
using Huracan.Engine.Search.Space;

namespace Huracan.Docs.Plugin;

/// <summary>The class frequencies of the training bars in each of five bins of the first feature, <c>width</c> deviations wide.</summary>
[ModelFamily("bins", FeatureSet = "sequence")]
public sealed class BinsModel(ModelSettings settings) : FrequencyModel(settings, groups: 5), ISearchable
{
    private readonly double width = settings.Number("width", 1, 0.1, 10);

    /// <summary>What a search may change.</summary>
    public static SearchSpace Space { get; } = new([new("width", new FloatDistribution(0.25, 2))]);

    /// <inheritdoc/>
    protected override int Group(FeatureTable table, int bar) =>
        (int)Math.Clamp(Math.Round(table.Row(bar)[0] / width) + 2, 0, 4);
}
