using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>How wild a market must be before a live forecast needs more confidence, and how much more.</summary>
public sealed record VolatilityGuardOptions : IValidatableObject
{
    /// <summary>Days the current volatility is measured over, 0.01 to 3650. Default 1.</summary>
    [JsonPropertyName("current_days")]
    public double CurrentDays { get; init; } = 1;

    /// <summary>Days before them that it is compared with, 0.01 to 3650. Default 30.</summary>
    [JsonPropertyName("history_days")]
    public double HistoryDays { get; init; } = 30;

    /// <summary>Current over usual volatility from which on the bar is raised, 0 or more. Default 1.5.</summary>
    [JsonPropertyName("ratio_from")]
    public double RatioFrom { get; init; } = 1.5;

    /// <summary>Current over usual volatility from which on all of <c>max_raise</c> is added. Default 3.</summary>
    [JsonPropertyName("ratio_to")]
    public double RatioTo { get; init; } = 3;

    /// <summary>Most that is added to the least confidence, 0 to 1; 0 switches the guard off. Default 0.15.</summary>
    [JsonPropertyName("max_raise")]
    public double MaxRaise { get; init; } = 0.15;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(CurrentDays is >= 0.01 and <= 3650))
            yield return Failure(CurrentDays, "lie in [0.01, 3650]", nameof(CurrentDays));
        if (!(HistoryDays is >= 0.01 and <= 3650))
            yield return Failure(HistoryDays, "lie in [0.01, 3650]", nameof(HistoryDays));
        if (!(RatioFrom >= 0 && double.IsFinite(RatioFrom)))
            yield return Failure(RatioFrom, "be 0 or more", nameof(RatioFrom));
        if (!(RatioTo > RatioFrom && double.IsFinite(RatioTo)))
            yield return Failure(RatioTo, FormattableString.Invariant($"lie above ratio_from, {RatioFrom}"), nameof(RatioTo));
        if (!(MaxRaise is >= 0 and <= 1))
            yield return Failure(MaxRaise, "lie in [0, 1]", nameof(MaxRaise));
    }

    private static ValidationResult Failure(double value, string rule, string member) =>
        new(FormattableString.Invariant($"is {value}; it must {rule}."), [member]);
}
