using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Market.Spreads;

/// <summary>Where the spread of a coin comes from, docs/costs.md.</summary>
public sealed record SpreadOptions : IValidatableObject
{
    /// <summary>What decides it. Default configured.</summary>
    public SpreadSource Source { get; init; } = SpreadSource.Configured;

    /// <summary>
    /// Least half-spread that a measured one is taken for, basis points, 0 or more. Default 0.5: a quote says what the first unit costs.
    /// </summary>
    public double MinHalfSpreadBps { get; init; } = 0.5;

    /// <summary>Most half-spread that a measured one is taken for, basis points, the least or more. Default 25.</summary>
    public double MaxHalfSpreadBps { get; init; } = 25;

    /// <summary>A measured half-spread within the bounds.</summary>
    public double Within(double halfSpreadBps) => Math.Clamp(halfSpreadBps, MinHalfSpreadBps, MaxHalfSpreadBps);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(MinHalfSpreadBps is >= 0 and <= 10_000))
            yield return new ValidationResult(
                FormattableString.Invariant($"is {MinHalfSpreadBps}; it must lie in [0, 10000]."), [nameof(MinHalfSpreadBps)]);
        if (!(MaxHalfSpreadBps >= MinHalfSpreadBps && MaxHalfSpreadBps <= 10_000))
            yield return new ValidationResult(
                FormattableString.Invariant($"is {MaxHalfSpreadBps}; it must lie in [min_half_spread_bps, 10000]."),
                [nameof(MaxHalfSpreadBps)]);
    }
}
