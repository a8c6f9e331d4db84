using System.CommandLine;
using System.Globalization;
using Huracan.Contracts;

namespace Huracan.Cli.Options;

/// <summary>An option whose value is a day.</summary>
internal static class DayOption
{
    /// <summary>Its beginning, UTC; null where the option is not given.</summary>
    /// <exception cref="InputRefusedException">The value is no day.</exception>
    public static DateTimeOffset? Read(ParseResult parse, Option<string?> option)
    {
        if (parse.GetValue(option) is not { } text)
            return null;
        return DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeSpan.Zero)
            : throw new InputRefusedException($"{option.Name} is '{text}'; write a day such as 2024-01-31.");
    }
}
