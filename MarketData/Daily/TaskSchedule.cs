using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;
using Huracan.Storage.Schedules;

namespace Huracan.MarketData.Daily;

/// <summary>When a task is due.</summary>
public abstract record TaskSchedule : IValidatableObject
{
    /// <summary>A cron expression of five fields, from minutes on, or six, from seconds on, in UTC; null: at no time.</summary>
    public abstract string? At { get; init; }

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (At is not null && Refusal(At) is { } refusal)
            yield return new ValidationResult($"is '{At}'; {refusal}", [nameof(At)]);
    }

    private static string? Refusal(string cron)
    {
        try
        {
            Occurrences.Check(cron, DateTimeOffset.UnixEpoch);
            return null;
        }
        catch (InputRefusedException exception)
        {
            return exception.Message;
        }
    }
}
