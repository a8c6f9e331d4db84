using Huracan.Contracts;

namespace Huracan.Engine.Splits;

/// <summary>How time is cut into four parts, in this order. The fractions are positive and sum to 1.</summary>
/// <param name="Train">Default 0.60.</param>
/// <param name="Validation">Default 0.15.</param>
/// <param name="Test">Default 0.15.</param>
/// <param name="Shadow">Default 0.10.</param>
public sealed record PartFractions(double Train = 0.60, double Validation = 0.15, double Test = 0.15, double Shadow = 0.10)
{
    /// <summary>Refuses fractions that are not positive or do not sum to 1.</summary>
    /// <exception cref="InputRefusedException">Names all four.</exception>
    public void Validate()
    {
        if (!(Train > 0 && Validation > 0 && Test > 0 && Shadow > 0 && Math.Abs(Train + Validation + Test + Shadow - 1) < 1e-9))
            throw new InputRefusedException(
                $"parts: train {Train}, validation {Validation}, test {Test}, shadow {Shadow}; each must be above 0 and they must sum "
                + "to 1.");
    }
}
