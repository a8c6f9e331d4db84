using Huracan.Contracts;

namespace Huracan.Engine.Features;

/// <summary>
/// What <c>features.yaml</c> holds, as it is read: <c>features: {name: {kind: k, …}}</c> and <c>sets: {name: [names]}</c>.
/// </summary>
public sealed class FeatureConfig
{
    /// <summary>Every feature by name; its keys are <c>kind</c> and the kind's parameters.</summary>
    public Dictionary<string, Dictionary<string, string>> Features { get; set; } = [];

    /// <summary>Names of the features of each set, in the order of the columns.</summary>
    public Dictionary<string, List<string>> Sets { get; set; } = [];

    /// <summary>Checks every feature and set and makes the sets' recipes.</summary>
    /// <param name="catalog">The kinds there are.</param>
    /// <param name="origin">Name of the file, for messages.</param>
    /// <exception cref="InputRefusedException">
    /// A kind, parameter or name is unknown, a value is out of range, a name stands twice in a set, or there is no set. The message
    /// names file, feature or set, key, the rule, and the nearest name there is.
    /// </exception>
    public FeatureSets Build(FeatureCatalog catalog, string origin = "features.yaml")
    {
        try
        {
            var specs = new Dictionary<string, FeatureSpec>(StringComparer.Ordinal);
            foreach (var (name, keys) in Features)
                FeatureRecipe.Build(catalog, specs[name] = Spec(name, keys)); // features in no set are checked too
            if (Sets.Count == 0)
                throw new InputRefusedException("'sets' is empty; it must hold at least one set of features.");
            var recipes = new Dictionary<string, FeatureRecipe>(StringComparer.Ordinal);
            foreach (var (set, names) in Sets)
                recipes[set] = Recipe(catalog, set, names, specs);
            return new FeatureSets(origin, catalog, recipes);
        }
        catch (InputRefusedException refusal)
        {
            throw new InputRefusedException($"{origin}: {refusal.Message}", refusal);
        }
    }

    private static FeatureSpec Spec(string name, Dictionary<string, string>? keys)
    {
        if (keys is null || !keys.TryGetValue("kind", out var kind) || string.IsNullOrEmpty(kind))
            throw new InputRefusedException($"Feature '{name}' has no 'kind'.");
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in keys)
        {
            if (key != "kind")
                parameters[key] = value ?? throw new InputRefusedException($"Feature '{name}': parameter '{key}' has no value.");
        }
        return new FeatureSpec(name, kind, parameters);
    }

    private static FeatureRecipe Recipe(FeatureCatalog catalog, string set, List<string>? names, Dictionary<string, FeatureSpec> specs)
    {
        if (set.Contains(FeatureSets.Joiner, StringComparison.Ordinal))
            throw new InputRefusedException($"Set '{set}': a name has no '{FeatureSets.Joiner}', which joins sets.");
        if (names is not { Count: > 0 })
            throw new InputRefusedException($"Set '{set}' is empty; it must name at least one feature.");
        foreach (var name in names)
        {
            if (name is null || !specs.ContainsKey(name))
                throw new InputRefusedException($"Set '{set}': there is no feature '{name}'{NearestName.Hint(name ?? "", specs.Keys)}.");
        }
        try
        {
            return FeatureRecipe.Build(catalog, names.Select(name => specs[name]));
        }
        catch (InputRefusedException refusal)
        {
            throw new InputRefusedException($"Set '{set}': {refusal.Message}", refusal);
        }
    }
}
