using System.Collections.Concurrent;
using Huracan.Contracts;

namespace Huracan.Engine.Features;

/// <summary>The checked feature sets of a configuration, by name. Safe for use by several threads.</summary>
public sealed class FeatureSets
{
    /// <summary>The set of the regimes, which the run option <c>train_on_regimes</c> joins to a family's own.</summary>
    public const string Regimes = "regimes";

    /// <summary>Stands between the names of sets that are joined, so no set has it in its name.</summary>
    public const char Joiner = '+';

    private readonly string origin;
    private readonly FeatureCatalog catalog;
    private readonly IReadOnlyDictionary<string, FeatureRecipe> recipes;
    private readonly ConcurrentDictionary<string, FeatureRecipe> joined = new(StringComparer.Ordinal); // live forecasts ask each time

    internal FeatureSets(string origin, FeatureCatalog catalog, IReadOnlyDictionary<string, FeatureRecipe> recipes) =>
        (this.origin, this.catalog, this.recipes) = (origin, catalog, recipes);

    /// <summary>Names of the sets, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. recipes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The full recipe of a set, or of several joined; <see cref="FeatureRecipe.For"/> then gives that of a unit.</summary>
    /// <param name="set">Name of a set, or names with <see cref="Joiner"/> between, such as <c>wide+regimes</c>: the columns of each in
    /// turn. The set of a primary rule is named by <see cref="PrimaryRule.Set"/> and stands in no configuration.</param>
    /// <exception cref="InputRefusedException">There is no such set, or two of them share a feature.</exception>
    public FeatureRecipe Recipe(string set) =>
        set.Contains(Joiner, StringComparison.Ordinal) ? joined.GetOrAdd(set, Join) : Single(set);

    private FeatureRecipe Join(string sets)
    {
        var specs = sets.Split(Joiner).SelectMany(set => Single(set).Specs).ToArray();
        try
        {
            return FeatureRecipe.Build(catalog, specs);
        }
        catch (InputRefusedException refusal)
        {
            throw new InputRefusedException($"{origin}: sets '{sets}': {refusal.Message}", refusal);
        }
    }

    private FeatureRecipe Single(string set) =>
        recipes.GetValueOrDefault(set)
            ?? PrimaryRule.RecipeOf(set)
            ?? throw new InputRefusedException(
                $"{origin}: there is no feature set '{set}'{NearestName.Hint(set, Names)}; sets: {string.Join(", ", Names)}.");
}
