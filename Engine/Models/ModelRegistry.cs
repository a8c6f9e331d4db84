using System.Reflection;
using Huracan.Contracts;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Models;

/// <summary>The model families there are: every class with a <see cref="ModelFamilyAttribute"/> in the assemblies given.</summary>
public sealed class ModelRegistry
{
    private readonly SortedDictionary<string, ModelFamily> families = new(StringComparer.Ordinal);

    /// <summary>Finds the families in <paramref name="assemblies"/>; without any, the engine's own.</summary>
    /// <exception cref="ArgumentException">A class is no <see cref="IModel"/>, lacks the constructor, or shares its name with
    /// another.</exception>
    public ModelRegistry(params Assembly[] assemblies)
        : this((assemblies.Length == 0 ? [typeof(ModelRegistry).Assembly] : assemblies).SelectMany(a => a.GetTypes()))
    {
    }

    /// <summary>Takes the families among <paramref name="types"/>; classes without the attribute are passed over.</summary>
    /// <exception cref="ArgumentException">A class is no <see cref="IModel"/>, lacks the constructor, or shares its name with
    /// another.</exception>
    public ModelRegistry(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            if (type.GetCustomAttribute<ModelFamilyAttribute>() is not { } attribute)
                continue;
            if (!typeof(IModel).IsAssignableFrom(type) || type.IsAbstract)
                throw new ArgumentException(
                    $"{type} carries [ModelFamily(\"{attribute.Name}\")] and must be a class that implements {nameof(IModel)}.");
            if (type.GetConstructor([typeof(ModelSettings)]) is null)
                throw new ArgumentException($"{type} must have a public constructor that takes {nameof(ModelSettings)}.");
            if (families.TryGetValue(attribute.Name, out var other))
                throw new ArgumentException($"{type} and {other.Type} both name their family '{attribute.Name}'.");
            families.Add(
                attribute.Name,
                new(attribute.Name, attribute.FeatureSet, attribute.FeatureClip, attribute.IsBaseline, type) { Space = SpaceOf(type) });
        }
    }

    /// <summary>All families, sorted by name.</summary>
    public IReadOnlyCollection<ModelFamily> Families => families.Values;

    /// <summary>The family of that name.</summary>
    /// <exception cref="InputRefusedException">There is none; the message lists those there are and the nearest.</exception>
    public ModelFamily this[string name] => families.TryGetValue(name, out var family) ? family : throw Unknown(name);

    /// <summary>Makes an untrained model.</summary>
    /// <exception cref="InputRefusedException">Unknown family, unknown setting, or a setting out of range.</exception>
    public IModel Create(string name, ModelSettings settings) =>
        (IModel)this[name].Type.GetConstructor([typeof(ModelSettings)])! // checked at construction
            .Invoke(BindingFlags.DoNotWrapExceptions, null, [settings], null);

    private static SearchSpace? SpaceOf(Type type) => typeof(ISearchable).IsAssignableFrom(type)
        ? (SearchSpace?)type.GetProperty(nameof(ISearchable.Space), BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
        : null;

    private InputRefusedException Unknown(string name)
    {
        var hint = NearestName.Find(name, families.Keys) is { } near ? $"; did you mean '{near}'?" : ".";
        return new($"There is no model family '{name}'{hint} There are: {string.Join(", ", families.Keys)}.");
    }
}
