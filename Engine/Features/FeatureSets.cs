using Huracan.Contracts;

namespace Huracan.Engine.Features;

/// <summary>The checked feature sets of a configuration, by name.</summary>
public sealed class FeatureSets
{
    private readonly string origin;
    private readonly IReadOnlyDictionary<string, FeatureRecipe> recipes;

    internal FeatureSets(string origin, IReadOnlyDictionary<string, FeatureRecipe> recipes)
    {
        this.origin = origin;
        this.recipes = recipes;
    }

    /// <summary>Names of the sets, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. recipes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The full recipe of a set; <see cref="FeatureRecipe.For"/> then gives that of a unit.</summary>
    /// <exception cref="InputRefusedException">There is no such set.</exception>
    public FeatureRecipe Recipe(string set) =>
        recipes.TryGetValue(set, out var recipe)
            ? recipe
            : throw new InputRefusedException(
                $"{origin}: there is no feature set '{set}'{NearestName.Hint(set, Names)}; sets: {string.Join(", ", Names)}.");
}
