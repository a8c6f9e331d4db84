using System.Reflection;
using Huracan.Contracts;

namespace Huracan.Engine.Features;

/// <summary>The feature kinds there are, by name: every class that carries <see cref="FeatureKindAttribute"/>.</summary>
public sealed class FeatureCatalog
{
    private readonly SortedDictionary<string, (FeatureKindAttribute Kind, Type Type)> kinds = new(StringComparer.Ordinal);

    /// <summary>Collects the kinds of the given assemblies.</summary>
    /// <exception cref="InvalidOperationException">Two classes carry one name.</exception>
    public FeatureCatalog(params IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            if (type.GetCustomAttribute<FeatureKindAttribute>() is { } kind && !kinds.TryAdd(kind.Name, (kind, type)))
                throw new InvalidOperationException($"Feature kind '{kind.Name}' is both {kinds[kind.Name].Type} and {type}.");
        }
    }

    /// <summary>The kinds of this assembly.</summary>
    public static FeatureCatalog Default { get; } = new(typeof(FeatureCatalog).Assembly);

    /// <summary>Names of all kinds, in ordinal order.</summary>
    public IReadOnlyCollection<string> Kinds => kinds.Keys;

    /// <summary>Makes the feature a specification describes.</summary>
    /// <exception cref="InputRefusedException">Unknown kind or parameter, or a value out of range.</exception>
    public IFeature Create(FeatureSpec spec) => Bind(spec).Feature;

    internal BoundFeature Bind(FeatureSpec spec)
    {
        if (!kinds.TryGetValue(spec.Kind, out var entry))
        {
            var hint = NearestName.Hint(spec.Kind, Kinds);
            throw new InputRefusedException(
                $"Feature '{spec.Name}': there is no kind '{spec.Kind}'{hint}; kinds: {string.Join(", ", Kinds)}.");
        }
        var parameters = new FeatureParameters(spec.Name, spec.Kind, spec.Parameters);
        var ofBtc = parameters.Choice("market", "own", "btc") == "btc";
        parameters.Require(!(ofBtc && entry.Kind.NeedsBtc), "a kind that compares with BTC cannot have 'market' btc");
        var coarse = parameters.Integer("coarse", 1, 1, 96);
        object[] arguments = entry.Type.GetConstructor([typeof(FeatureParameters)]) is null ? [] : [parameters];
        // never null for a class
        var feature = (IFeature)Activator.CreateInstance(entry.Type, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        parameters.RefuseUnknown();
        if (coarse > 1)
            feature = new CoarseFeature(feature, coarse);
        if (ofBtc)
            feature = new BtcFeature(feature);
        return new BoundFeature(spec, feature, $"{spec.Kind}/{entry.Kind.Version}({parameters.Canonical})", ofBtc || entry.Kind.NeedsBtc);
    }
}
