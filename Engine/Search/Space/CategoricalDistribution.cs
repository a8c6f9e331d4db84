using Huracan.Contracts;

namespace Huracan.Engine.Search.Space;

/// <summary>One of some choices without an order. The internal form is the choice's index.</summary>
/// <param name="Choices">Null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>; one at least.</param>
public sealed record CategoricalDistribution(IReadOnlyList<object?> Choices) : Distribution
{
    /// <inheritdoc/>
    public override bool IsSingle => Choices.Count == 1;

    /// <inheritdoc/>
    public override bool Contains(double value) => value >= 0 && value < Choices.Count && value == Math.Floor(value);

    /// <inheritdoc/>
    public override object? External(double value) => Choices[(int)value];

    /// <inheritdoc/>
    public override bool IsCompatibleWith(Distribution other) =>
        other is CategoricalDistribution categories && Choices.SequenceEqual(categories.Choices);

    /// <inheritdoc/>
    public bool Equals(CategoricalDistribution? other) => other is not null && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => Choices.Aggregate(Choices.Count, HashCode.Combine);

    /// <inheritdoc/>
    public override void Validate(string name)
    {
        if (Choices.Count == 0)
            throw new InputRefusedException($"Search space: '{name}' has no choices; one is the least.");
        if (Choices.Distinct().Count() < Choices.Count)
            throw new InputRefusedException($"Search space: '{name}' has a choice twice: {string.Join(", ", Choices)}.");
        if (Choices.FirstOrDefault(choice => choice is not (null or bool or long or double or string)) is { } foreign)
            throw new InputRefusedException(
                $"Search space: a choice of '{name}' is a {foreign.GetType().Name}; choices are null, true or false, numbers or texts.");
    }
}
