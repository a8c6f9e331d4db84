using Huracan.Contracts;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Pipeline.Settings;

/// <summary>
/// A setting's values to be searched, as a configuration gives them: <c>{low: 0.01, high: 0.3, log: true}</c> or <c>{choices: [3, 5]}</c>.
/// </summary>
public sealed record SearchRange
{
    /// <summary>Least value; the same as <see cref="High"/> fixes the setting.</summary>
    public double? Low { get; init; }

    /// <summary>Greatest value.</summary>
    public double? High { get; init; }

    /// <summary>Whether equal ratios are equally likely.</summary>
    public bool Log { get; init; }

    /// <summary>Distance of neighbouring values; null for a continuum.</summary>
    public double? Step { get; init; }

    /// <summary>Values without an order, instead of bounds.</summary>
    public List<double>? Choices { get; init; }

    /// <summary>
    /// As a distribution. Whole bounds with a whole step make whole numbers, and without a step where the family has whole numbers there.
    /// </summary>
    /// <param name="name">Name of the setting, for messages.</param>
    /// <param name="own">What the family itself searches there; null for nothing.</param>
    /// <exception cref="InputRefusedException">Neither bounds nor choices, both, or bounds that break a rule.</exception>
    public Distribution ToDistribution(string name, Distribution? own = null)
    {
        var distribution = this switch
        {
            { Choices: { Count: > 0 } choices, Low: null, High: null, Step: null, Log: false } => new CategoricalDistribution([.. choices]),
            { Choices: null, Low: { } low, High: { } high, Step: { } step } when double.IsInteger(low) && double.IsInteger(high)
                && double.IsInteger(step) =>
                new IntDistribution((long)low, (long)high, Log, (long)step),
            { Choices: null, Low: { } low, High: { } high, Step: null } when own is IntDistribution && double.IsInteger(low)
                && double.IsInteger(high) =>
                new IntDistribution((long)low, (long)high, Log),
            { Choices: null, Low: { } low, High: { } high } => (Distribution)new FloatDistribution(low, high, Log, Step),
            { Choices: { Count: 0 } } =>
                throw new InputRefusedException($"Search space: '{name}' has an empty list of choices; it needs at least one."),
            _ =>
                throw new InputRefusedException(
                    $"Search space: '{name}' takes either low and high, with log or step, or a list of choices."),
        };
        distribution.Validate(name);
        return distribution;
    }
}
