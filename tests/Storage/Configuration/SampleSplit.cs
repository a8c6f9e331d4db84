using System.ComponentModel.DataAnnotations;

namespace Huracan.Tests.Storage.Configuration;

public sealed record SampleSplit : IValidatableObject
{
    [Range(0.0, 1.0)]
    public double Train { get; init; } = 0.6;

    [Range(0.0, 1.0)]
    public double Test { get; init; } = 0.15;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Train + Test > 1)
            yield return new ValidationResult($"sums to {Train + Test}; it must not be more than 1.");
        if (Test is > 0.4 and < 0.5)
            yield return new ValidationResult($"is {Test}; it must not lie between 0.4 and 0.5.", [nameof(Test)]);
    }
}
