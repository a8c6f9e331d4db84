using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Market;

/// <summary>A state the simulated market may be in.</summary>
public sealed record SimulatedRegime : IValidatableObject
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Volatility against that of the other regimes; positive. Only the ratios matter. Default 1.</summary>
    public double Volatility { get; init; } = 1;

    /// <summary>Expected simple return a year, as a fraction. Default 0, which keeps prices a martingale.</summary>
    public double AnnualDrift { get; init; }

    /// <summary>Mean time it lasts, days; positive. Default 8.</summary>
    public double MeanDays { get; init; } = 8;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Volatility is not (> 0 and <= 100))
            yield return new ValidationResult($"is {Volatility}; it must lie in (0, 100].", [nameof(Volatility)]);
        if (AnnualDrift is not (>= -10 and <= 10))
            yield return new ValidationResult($"is {AnnualDrift}; it must lie in [-10, 10].", [nameof(AnnualDrift)]);
        if (MeanDays is not (> 0 and <= 10_000))
            yield return new ValidationResult($"is {MeanDays}; it must lie in (0, 10000].", [nameof(MeanDays)]);
    }
}
