using System.ComponentModel.DataAnnotations;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Consensus;

/// <summary>How voters are weighed, and how much agreement is asked for.</summary>
public sealed record ConsensusOptions : IValidatableObject
{
    /// <summary>
    /// Days after which an outcome or a vote counts half as much as a new one, 1 to 3650. Default 90: long enough to see an edge of a few
    /// hundredths of correlation, short enough to notice within a quarter that it is gone.
    /// </summary>
    public double HalfLifeDays { get; init; } = 90;

    /// <summary>
    /// How far a correlation of vote and outcome is shrunk towards 0, in squared standard errors, 0 to 100: one below √shrinkage standard
    /// errors counts as none. Default 2.
    /// </summary>
    public double Shrinkage { get; init; } = 2;

    /// <summary>
    /// Effective number of outcomes that do not overlap below which a voter has no reliability, 0 to 1,000,000. Default 30.
    /// </summary>
    public double MinOutcomes { get; init; } = 30;

    /// <summary>
    /// Whether a voter is heard only where the regime gate enables it. Default true: without it, whoever has reliability is heard.
    /// </summary>
    public bool RegimeGated { get; init; } = true;

    /// <summary>What the threshold is multiplied by in panic, 1 to 100. Default 1.5.</summary>
    public double PanicFactor { get; init; } = 1.5;

    /// <summary>What the threshold is multiplied by in an illiquid market, 1 to 100. Default 2.</summary>
    public double IlliquidFactor { get; init; } = 2;

    /// <summary>
    /// How volatile markets raise the threshold: <c>max_raise</c> is a share of it, 0.5 by default, the windows and the ramp are those of
    /// <c>volatility_guard</c>.
    /// </summary>
    public VolatilityGuardOptions Volatility { get; init; } = new() { MaxRaise = 0.5 };

    /// <summary>Share of the threshold from which the level is WEAK, above 0, below 1. Default 0.5.</summary>
    public double WeakFrom { get; init; } = 0.5;

    /// <summary>Multiple of the threshold from which the level is STRONG, above 1, up to 100. Default 1.5.</summary>
    public double StrongFrom { get; init; } = 1.5;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (bool Holds, double Value, string Rule, string Name)[] rules =
        [
            (HalfLifeDays is >= 1 and <= 3650, HalfLifeDays, "lie in [1, 3650]", nameof(HalfLifeDays)),
            (Shrinkage is >= 0 and <= 100, Shrinkage, "lie in [0, 100]", nameof(Shrinkage)),
            (MinOutcomes is >= 0 and <= 1_000_000, MinOutcomes, "lie in [0, 1000000]", nameof(MinOutcomes)),
            (PanicFactor is >= 1 and <= 100, PanicFactor, "lie in [1, 100]", nameof(PanicFactor)),
            (IlliquidFactor is >= 1 and <= 100, IlliquidFactor, "lie in [1, 100]", nameof(IlliquidFactor)),
            (WeakFrom is > 0 and < 1, WeakFrom, "lie in (0, 1)", nameof(WeakFrom)),
            (StrongFrom is > 1 and <= 100, StrongFrom, "lie in (1, 100]", nameof(StrongFrom)),
        ];
        return rules.Where(rule => !rule.Holds)
            .Select(rule => new ValidationResult(FormattableString.Invariant($"is {rule.Value}; it must {rule.Rule}."), [rule.Name]));
    }
}
