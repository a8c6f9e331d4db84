using Huracan.Contracts;
using Huracan.Engine.Market;

namespace Huracan.Engine.Features;

/// <summary>
/// The primary rule of meta-labels: it takes a side at each bar, and a model learns whether that side pays (F4). Written
/// <c>momentum</c>, <c>momentum:period=24</c>, <c>ma_cross:fast=12,slow=48</c> or <c>mean_reversion:period=48,threshold=1</c>; a
/// parameter left out has the value it has here. The side is a feature of the model too, the one column of a set that has the rule in its
/// name.
/// </summary>
public sealed class PrimaryRule
{
    /// <summary>The column with the side: 1 long, −1 short, 0 none.</summary>
    public const string Column = "primary_side";

    /// <summary>The rule where none is named.</summary>
    public const string Default = "momentum";

    private const string SetPrefix = $"{Column}:";

    private readonly FeatureRecipe recipe;

    private PrimaryRule(string text, FeatureRecipe recipe) => (Text, this.recipe) = (text, recipe);

    /// <summary>The rule with every parameter in force, such as <c>momentum:period=24</c>; equal rules have equal texts.</summary>
    public string Text { get; }

    /// <summary>Name of the feature set with the side alone, as <see cref="FeatureSets.Recipe"/> takes it.</summary>
    public string Set => SetPrefix + Text;

    /// <summary>Reads a rule.</summary>
    /// <param name="text">The rule's name, and after a colon its parameters.</param>
    /// <exception cref="InputRefusedException">An unknown rule or parameter, or a value out of range; the message names it.</exception>
    public static PrimaryRule Parse(string text)
    {
        var (rule, given) = text.Split(':', 2) is [var name, var rest] ? (name, rest.Split(',')) : (text, []);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["rule"] = rule.Trim() };
        foreach (var pair in given)
        {
            if (pair.Split('=') is not [var key, var value] || key.Trim() is "rule" or "market" or "coarse"
                || !parameters.TryAdd(key.Trim(), value.Trim()))
                throw Refuse($"'{pair}' must be a parameter of the rule and its value, given once, such as period=24.");
        }
        try
        {
            var bound = FeatureCatalog.Default.Bind(new FeatureSpec(Column, Column, parameters));
            return new PrimaryRule(TextOf(parameters["rule"], bound), FeatureRecipe.Build(FeatureCatalog.Default, bound.Spec));
        }
        catch (InputRefusedException refused)
        {
            throw Refuse(refused.Message);
        }

        InputRefusedException Refuse(string reason) => new($"The primary rule is '{text}': {reason}");
    }

    /// <summary>The side at each candle's close: 1 long, −1 short, 0 none, as before the rule has seen enough candles.</summary>
    public sbyte[] Sides(CandleSeries candles)
    {
        if (candles.Count == 0)
            return [];
        return Array.ConvertAll(
            recipe.Compute(new FeatureInput(candles)).Columns[0], side => (sbyte)(double.IsNaN(side) ? 0 : Math.Sign(side)));
    }

    /// <summary>The recipe of a set named as <see cref="Set"/> names it; null where the name is another.</summary>
    internal static FeatureRecipe? RecipeOf(string set) =>
        set.StartsWith(SetPrefix, StringComparison.Ordinal) ? Parse(set[SetPrefix.Length..]).recipe : null;

    // Of a definition such as primary_side/1(coarse=1,market=own,period=24,rule=momentum).
    private static string TextOf(string rule, BoundFeature bound)
    {
        var inForce = bound.Definition[(bound.Definition.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',')
            .Where(pair => pair.Split('=')[0] is not ("coarse" or "market" or "rule"));
        return $"{rule}:{string.Join(',', inForce)}";
    }
}
