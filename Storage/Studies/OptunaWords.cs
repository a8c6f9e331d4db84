using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Search.Studies;

namespace Huracan.Storage.Studies;

/// <summary>Enums, values and dates as Optuna writes them.</summary>
internal static class OptunaWords
{
    private const string DateFormat = "yyyy-MM-dd HH:mm:ss.ffffff";
    private static readonly string[] DateFormats = [DateFormat, "yyyy-MM-dd HH:mm:ss"];

    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    public static TrialState State(string word, string origin) => word switch
    {
        "RUNNING" => TrialState.Running,
        "COMPLETE" => TrialState.Complete,
        "PRUNED" => TrialState.Pruned,
        "FAIL" => TrialState.Fail,
        "WAITING" => TrialState.Waiting,
        _ => throw new InputRefusedException($"{origin}: its state is '{word}'; there are RUNNING, COMPLETE, PRUNED, FAIL and WAITING."),
    };

    /// <summary>What a value column holds: null for what is not finite.</summary>
    public static object? Finite(double value) => double.IsFinite(value) ? value : null;

    /// <summary>What stands beside it.</summary>
    public static string Kind(double value) => value switch
    {
        double.PositiveInfinity => "INF_POS",
        double.NegativeInfinity => "INF_NEG",
        double.NaN => "NAN",
        _ => "FINITE",
    };

    public static double Number(double? value, string kind, string origin) => (kind, value) switch
    {
        ("FINITE", { } finite) => finite,
        ("INF_POS", _) => double.PositiveInfinity,
        ("INF_NEG", _) => double.NegativeInfinity,
        ("NAN", _) => double.NaN,
        _ =>
            throw new InputRefusedException(
                $"{origin}: it has a value of the kind '{kind}'; there are FINITE with a number, INF_POS, INF_NEG and NAN."),
    };

    /// <summary>A date of the zone's clock with six decimals, without its zone.</summary>
    public static string? Date(DateTimeOffset? instant, TimeZoneInfo zone) =>
        instant is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString(DateFormat, CultureInfo.InvariantCulture) : null;

    /// <summary>The instant of a date; an hour that the zone's clock shows twice is taken for the later one.</summary>
    public static DateTimeOffset? Instant(object date, TimeZoneInfo zone, string origin)
    {
        if (date is DBNull)
            return null;
        if (date is not DateTime local
            && !DateTime.TryParseExact(date as string, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local))
            throw new InputRefusedException($"{origin}: '{date}' is no date such as 2026-01-31 23:59:59.000000.");
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
