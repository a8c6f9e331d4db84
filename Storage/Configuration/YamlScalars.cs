using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Contracts.Trading;

namespace Huracan.Storage.Configuration;

/// <summary>The single values a setting can have, and how they are written.</summary>
internal static class YamlScalars
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static bool Holds(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(long)
            || type == typeof(ulong)
        || type == typeof(double) || type == typeof(Timeframe) || type == typeof(DateOnly)
        || type == typeof(DateTimeOffset) || type == typeof(Instant);

    public static bool TryParse(string text, Type type, out object? value)
    {
        value = null;
        if (type == typeof(string))
            value = text;
        else if (type == typeof(bool))
            value = text is "true" or "True" ? true : text is "false" or "False" ? false : null;
        else if (type == typeof(int))
            value = int.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var number) ? number : null;
        else if (type == typeof(long))
            value = long.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var number) ? number : null;
        else if (type == typeof(ulong))
            value = ulong.TryParse(text, NumberStyles.None, Invariant, out var number) ? number : null;
        else if (type == typeof(double))
            value = double.TryParse(text, NumberStyles.Float, Invariant, out var number) && double.IsFinite(number) ? number : null;
        else if (type == typeof(Timeframe))
            value = Timeframe.TryParse(text, out var timeframe) ? timeframe : null;
        else if (type == typeof(DateOnly))
            value = DateOnly.TryParseExact(text, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var date) ? date : null;
        else if (type == typeof(DateTimeOffset))
            value = DateTimeOffset.TryParse(
                text, Invariant, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : null;
        else if (type == typeof(Instant))
            value = Instant.TryParse(text);
        else
            value = Enum.GetValues(type).Cast<Enum>().FirstOrDefault(x =>
                SettingText.Of(x).Equals(text.Replace('-', '_'), StringComparison.OrdinalIgnoreCase));
        return value is not null;
    }

    public static string Format(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", Invariant),
        DateTimeOffset time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", Invariant),
        Enum choice => SettingText.Of(choice),
        IFormattable number => number.ToString(null, Invariant),
        _ => value.ToString() ?? "",
    };

    /// <summary>What the value must be, for a message.</summary>
    public static string Describe(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) ? $"a whole number from {int.MinValue} to {int.MaxValue}"
        : type == typeof(long) ? "a whole number"
        : type == typeof(ulong) ? "a whole number, 0 or more"
        : type == typeof(double) ? "a finite number"
        : type == typeof(Timeframe) ? "a timeframe in minutes, hours or days that divides a day, such as 15m, 1h, 4h, 1d"
        : type == typeof(DateOnly) ? "a date such as 2024-01-31"
        : type == typeof(DateTimeOffset) ? "a time such as 2024-01-31T00:00:00Z"
        : type == typeof(Instant) ? "an ISO date such as 2025-01-31"
        : $"one of {string.Join(", ", Enum.GetValues(type).Cast<Enum>().Select(SettingText.Of))}";
}
