using System.Globalization;
using Huracan.Api.Errors;

namespace Huracan.Api.Answers;

/// <summary>Where a page of rows by time goes on: instant and number of the last row of the page before.</summary>
internal static class TimeCursor
{
    public static string Text(DateTimeOffset at, long number) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}-{number}");

    /// <exception cref="RequestValidationException">The text is none.</exception>
    public static (DateTimeOffset At, long Number)? Parse(string? after)
    {
        if (after is null)
            return null;
        return after.Split('-') is [var ticks, var number] && Number(ticks) is { } time && Number(number) is { } id
            && time <= DateTimeOffset.MaxValue.Ticks
            ? (new DateTimeOffset(time, TimeSpan.Zero), id)
            : throw RequestValidation.After(after);
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
