using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;

namespace Huracan.Engine.Leakage;

/// <summary>How closely is looked for leaks.</summary>
public sealed record LeakOptions : IValidatableObject
{
    /// <summary>Seed of cuts, changes of the future and permutations.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Bars at which a series is cut; half of them at marked bars where there are any; 2 to 10,000. Default 12.</summary>
    public int Cuts { get; init; } = 12;

    /// <summary>
    /// Largest difference between replays, relative to the larger value, that counts as none; 0 to 0.001. Default 0: bit for bit.
    /// </summary>
    public double Tolerance { get; init; }

    /// <summary>
    /// Probability that a subject without any leak gets a finding by the statistical checks, all features, lags and checks together, were
    /// the limit on the correlation not there; above 0, at most 0.2. Default 0.01.
    /// </summary>
    public double Level { get; init; } = 0.01;

    /// <summary>Permutations of the null distribution; 2 / level or more, so that a test can reject. Default 499.</summary>
    public int Permutations { get; init; } = 499;

    /// <summary>
    /// Size of a rank correlation with the next returns or the label that no honest feature reaches; above 0, below 1. Default 0.2, 4 % of
    /// the variance: at 1h a Sharpe ratio of about 19 a year before costs.
    /// </summary>
    public double CorrelationLimit { get; init; } = 0.2;

    /// <summary>Bars ahead that the lead-lag scan looks; 1 to 1,000. Default 5.</summary>
    public int Lags { get; init; } = 5;

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="InputRefusedException">Names every value and its rule.</exception>
    public void Validate()
    {
        if (OptionErrors.Of(this, "leakage").ToArray() is { Length: > 0 } errors)
            throw new InputRefusedException(string.Join(' ', errors));
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Cuts is < 2 or > 10_000)
            yield return new ValidationResult($"is {Cuts}; it must lie in [2, 10000].", [nameof(Cuts)]);
        if (Tolerance is not (>= 0 and <= 1e-3))
            yield return new ValidationResult($"is {Tolerance}; it must lie in [0, 0.001].", [nameof(Tolerance)]);
        if (Level is not (> 0 and <= 0.2))
            yield return new ValidationResult($"is {Level}; it must lie in (0, 0.2].", [nameof(Level)]);
        else if (!(Permutations + 1 >= 2 / Level && Permutations <= 100_000))
            yield return new ValidationResult(
                $"is {Permutations}; it must lie in [{Math.Ceiling(2 / Level) - 1}, 100000].", [nameof(Permutations)]);
        if (CorrelationLimit is not (> 0 and < 1))
            yield return new ValidationResult($"is {CorrelationLimit}; it must lie in (0, 1).", [nameof(CorrelationLimit)]);
        if (Lags is < 1 or > 1_000)
            yield return new ValidationResult($"is {Lags}; it must lie in [1, 1000].", [nameof(Lags)]);
    }
}
