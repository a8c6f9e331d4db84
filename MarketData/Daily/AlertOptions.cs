using System.ComponentModel.DataAnnotations;

namespace Huracan.MarketData.Daily;

/// <summary>What is worth an alert, and who is told.</summary>
public sealed record AlertOptions : IValidatableObject
{
    /// <summary>Addresses that each alert is posted to as JSON.</summary>
    public List<string> Webhooks { get; init; } = [];

    /// <summary>Hours since the newest candle after which there is no data.</summary>
    [Range(0.01, 1_000)]
    public double NoDataHours { get; init; } = 6;

    /// <summary>Runs in which a unit failed one after the other.</summary>
    [Range(1, 100)]
    public int FailedRuns { get; init; } = 3;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from entry in Webhooks.Select((address, i) => (Address: address, Number: i + 1))
        where !Uri.TryCreate(entry.Address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
        // not the address itself, which may hold a secret
        select new ValidationResult($"entry {entry.Number} must be an address of http or https.", [nameof(Webhooks)]);
}
