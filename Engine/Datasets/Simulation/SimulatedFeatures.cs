using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Features;

namespace Huracan.Engine.Datasets.Simulation;

/// <summary>
/// The features of a simulated dataset: those of the feature sets, then returns over more periods until there are enough.
/// </summary>
public static class SimulatedFeatures
{
    private const int LongestPeriod = 1_000;

    /// <summary>A recipe of so many features.</summary>
    /// <param name="sets">The feature sets, <c>wide</c> and <c>regimes</c> among them.</param>
    /// <param name="count">Number of features, 1 or more.</param>
    /// <exception cref="InputRefusedException">A set is missing.</exception>
    public static FeatureRecipe Recipe(FeatureSets sets, int count)
    {
        List<FeatureSpec> specs = [.. sets.Recipe($"wide{FeatureSets.Joiner}{FeatureSets.Regimes}").Specs.Take(count)];
        var names = specs.Select(spec => spec.Name).ToHashSet(StringComparer.Ordinal);
        for (var period = 1; specs.Count < count && period <= LongestPeriod; period++)
        {
            var length = period.ToString(CultureInfo.InvariantCulture);
            if (names.Add($"ret{length}"))
                specs.Add(new FeatureSpec($"ret{length}", "log_return", new Dictionary<string, string> { ["period"] = length }));
        }
        return FeatureRecipe.Build(FeatureCatalog.Default, specs);
    }
}
