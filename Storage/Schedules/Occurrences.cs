using Cronos;
using Huracan.Contracts;

namespace Huracan.Storage.Schedules;

/// <summary>The occurrences of a cron expression, in UTC.</summary>
public static class Occurrences
{
    private const int FieldsWithSeconds = 6;

    /// <summary>Refuses what is no cron expression, and one without an occurrence.</summary>
    /// <exception cref="InputRefusedException">It is refused; the message names it.</exception>
    public static void Check(string cron, DateTimeOffset now)
    {
        try
        {
            if (Next(cron, now) is null)
                throw new InputRefusedException($"The cron expression '{cron}' never occurs.");
        }
        catch (CronFormatException exception)
        {
            throw new InputRefusedException(
                $"'{cron}' is no cron expression of five fields, from minutes on, or six, from seconds on: {exception.Message}");
        }
    }

    /// <summary>The first one after an instant; null where there is none, or no expression.</summary>
    public static DateTimeOffset? Next(string? cron, DateTimeOffset after) =>
        cron is not null && Parse(cron).GetNextOccurrence(after.UtcDateTime) is { } next ? new DateTimeOffset(next) : null;

    /// <summary>Those after one instant, up to and with another one.</summary>
    public static IEnumerable<DateTimeOffset> Between(string? cron, DateTimeOffset after, DateTimeOffset until)
    {
        if (cron is null)
            yield break;
        var expression = Parse(cron);
        for (var last = after.UtcDateTime; expression.GetNextOccurrence(last) is { } next && next <= until.UtcDateTime; last = next)
            yield return new DateTimeOffset(next);
    }

    private static CronExpression Parse(string cron) => CronExpression.Parse(
        cron,
        cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == FieldsWithSeconds
            ? CronFormat.IncludeSeconds
            : CronFormat.Standard);
}
