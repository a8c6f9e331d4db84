using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;

namespace Huracan.Engine.Splits;

/// <summary>How time is cut into four parts, in this order. The fractions are positive and sum to 1.</summary>
public sealed record PartFractions : IValidatableObject
{
    /// <summary>Fitted on. Default 0.60.</summary>
    public double Train { get; init; } = 0.60;

    /// <summary>Stops early and chooses. Default 0.15.</summary>
    public double Validation { get; init; } = 0.15;

    /// <summary>Backtested once. Default 0.15.</summary>
    public double Test { get; init; } = 0.15;

    /// <summary>Kept for the comparison of challenger and champion. Default 0.10.</summary>
    public double Shadow { get; init; } = 0.10;

    /// <summary>Refuses fractions that are not positive or do not sum to 1.</summary>
    /// <exception cref="InputRefusedException">Names all four.</exception>
    public void Validate()
    {
        foreach (var error in OptionErrors.Of(this, "parts"))
            throw new InputRefusedException(error);
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(Train > 0 && Validation > 0 && Test > 0 && Shadow > 0 && Math.Abs(Train + Validation + Test + Shadow - 1) < 1e-9))
            yield return new ValidationResult(
                $"has train {Train}, validation {Validation}, test {Test}, shadow {Shadow}; each must be above 0 and they must sum to 1.");
    }
}
