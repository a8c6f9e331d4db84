using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Huracan.Contracts;

namespace Huracan.Engine.Features;

/// <summary>
/// An ordered list of features: what a model was trained on and must be given again. Immutable, safe for use by several threads.
/// </summary>
public sealed partial class FeatureRecipe
{
    private readonly BoundFeature[] features;

    private FeatureRecipe(BoundFeature[] features)
    {
        this.features = features;
        Specs = Array.ConvertAll(features, feature => feature.Spec);
        Names = Array.ConvertAll(features, feature => feature.Spec.Name);
        WarmUp = features.Max(feature => feature.Feature.WarmUp);
        Canonical = string.Concat(features.Select(feature => $"{feature.Spec.Name}: {feature.Definition}\n"));
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical)));
    }

    /// <summary>The features in order; giving them to <see cref="Build"/> again makes an equal recipe.</summary>
    public IReadOnlyList<FeatureSpec> Specs { get; }

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>First bar at which every feature has a value.</summary>
    public int WarmUp { get; }

    /// <summary>One line a feature: name, kind, the kind's version and every parameter in force, defaults included.</summary>
    public string Canonical { get; }

    /// <summary>SHA-256 of <see cref="Canonical"/>, 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>Whether a feature rests on BTC's candles.</summary>
    public bool NeedsBtc => features.Any(feature => feature.NeedsBtc);

    /// <summary>Makes a recipe of specifications.</summary>
    /// <exception cref="InputRefusedException">
    /// No feature, an unknown kind or parameter, a value out of range, a name that is malformed or given twice, or two names for one
    /// column.
    /// </exception>
    public static FeatureRecipe Build(FeatureCatalog catalog, params IEnumerable<FeatureSpec> specs)
    {
        var features = specs.Select(catalog.Bind).ToArray();
        if (features.Length == 0)
            throw new InputRefusedException("A feature recipe must have at least one feature.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var definitions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (spec, _, definition, _) in features)
        {
            if (!NamePattern().IsMatch(spec.Name))
                throw new InputRefusedException(
                    $"Feature '{spec.Name}': a name has lower-case letters, digits and underscores, a letter first.");
            if (!names.Add(spec.Name))
                throw new InputRefusedException($"Feature '{spec.Name}' is in the recipe twice.");
            if (!definitions.TryAdd(definition, spec.Name))
                throw new InputRefusedException(
                    $"Features '{definitions[definition]}' and '{spec.Name}' are the same column: {definition}.");
        }
        return new FeatureRecipe(features);
    }

    /// <summary>
    /// The recipe for a unit: this one, without the features that rest on BTC where <see cref="FeatureInput.Btc"/> is null.
    /// </summary>
    /// <exception cref="InputRefusedException">Nothing is left.</exception>
    public FeatureRecipe For(FeatureInput input) => input.Btc is not null
        ? this
        : WithoutBtc() ?? throw new InputRefusedException(
            $"{input.Candles.Unit}: every feature of the recipe rests on BTC, whose candles do not cover the unit's whole span.");

    /// <summary>This recipe without the features that rest on BTC; null where nothing is left.</summary>
    public FeatureRecipe? WithoutBtc()
    {
        if (!NeedsBtc)
            return this;
        var kept = Array.FindAll(features, feature => !feature.NeedsBtc);
        return kept.Length > 0 ? new FeatureRecipe(kept) : null;
    }

    /// <summary>Computes every feature for every bar; a history shorter than a feature's warm-up gives a column of NaN.</summary>
    /// <param name="input">The candles.</param>
    /// <exception cref="InputRefusedException">
    /// A feature rests on BTC and <paramref name="input"/> has none (ask <see cref="For"/> first), or candles are so extreme that a value
    /// is not finite.
    /// </exception>
    public FeatureMatrix Compute(FeatureInput input)
    {
        var columns = new double[features.Length][];
        try
        {
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = GC.AllocateUninitializedArray<double>(input.Count);
                Fill(columns[i], features[i], input);
            }
        }
        finally
        {
            input.EndRecipe();
        }
        return new FeatureMatrix(Names, columns, input.Count, WarmUp, Hash);
    }

    private static void Fill(double[] column, BoundFeature bound, FeatureInput input)
    {
        if (bound.NeedsBtc)
            input.RequireBtc();
        var warmUp = Math.Min(bound.Feature.WarmUp, column.Length);
        if (warmUp < column.Length)
            bound.Feature.Compute(input, column);
        input.EndFeature();
        column.AsSpan(0, warmUp).Fill(double.NaN);
        RefuseNonFinite(column, warmUp, bound.Spec.Name, input);
    }

    private static void RefuseNonFinite(double[] column, int warmUp, string name, FeatureInput input)
    {
        if (warmUp == column.Length || double.IsFinite(TensorPrimitives.SumOfMagnitudes<double>(column.AsSpan(warmUp))))
            return;
        var bar = Array.FindIndex(column, warmUp, value => !double.IsFinite(value));
        if (bar >= 0)
        {
            var place = $"candle {bar} ({input.Candles.OpenTimes[bar]} ms)";
            throw new InputRefusedException(
                $"{input.Candles.Unit}: feature '{name}' is {column[bar]} at {place}; its candles are out of any usual range.");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex NamePattern();
}
