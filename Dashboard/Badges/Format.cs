using System.Globalization;
using Huracan.Contracts.Trading;

namespace Huracan.Dashboard.Badges;

/// <summary>Numbers and times as text: fixed digits, UTC, a dash for a missing value.</summary>
internal static class Format
{
    private const string None = "–";

    public static string Of(double? value, int digits) =>
        value is { } number && double.IsFinite(number) ? number.ToString($"N{digits}", CultureInfo.InvariantCulture) : None;

    public static string Percent(double? share, int digits = 1) =>
        share is { } number && double.IsFinite(number) ? $"{Of(100 * number, digits)} %" : None;

    /// <summary>An amount of a coin's quote currency; infinite where no limit is known.</summary>
    public static string Money(double? amount, string coin) => amount switch
    {
        null or double.NaN => None,
        double.PositiveInfinity => "no limit known",
        _ => $"{Of(amount, 0)} {QuoteCurrency.Of(coin)}",
    };

    public static string Count(int? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    public static string Bytes(long size) => size switch
    {
        < 1024 => $"{size} B",
        < 1024 * 1024 => $"{Of(size / 1024.0, 1)} KiB",
        _ => $"{Of(size / 1048576.0, 1)} MiB",
    };

    public static string Time(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? None;

    public static string Date(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? None;

    public static string Duration(TimeSpan? length) => length switch
    {
        null => None,
        { TotalSeconds: < 60 } => $"{Of(length.Value.TotalSeconds, 1)} s",
        { TotalHours: < 1 } => $"{length.Value.Minutes} min {length.Value.Seconds} s",
        _ => $"{(int)length.Value.TotalHours} h {length.Value.Minutes} min",
    };

    public static string Minute(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A share as a CSS width.</summary>
    public static string Width(double share) => string.Create(CultureInfo.InvariantCulture, $"width:{Math.Clamp(share, 0, 1) * 100:F1}%");

    public static string Sign(double? value) => value switch { > 0 => "gain", < 0 => "loss", _ => "" };
}
