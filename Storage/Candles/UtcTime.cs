using System.Globalization;

namespace Huracan.Storage.Candles;

/// <summary>Times as ISO-8601 text in UTC.</summary>
public static class UtcTime
{
    private const long DayMs = 86_400_000;
    private const long EarliestMs = -62_135_596_800_000;
    private const long LatestMs = 253_402_300_799_999;

    /// <summary><c>2024-01-31T13:00:00Z</c>, with milliseconds where there are any.</summary>
    /// <param name="milliseconds">Since the Unix epoch; outside the years 1 to 9999 the number itself is written, which no calendar has a
    /// name for.</param>
    public static string Format(long milliseconds) => milliseconds is < EarliestMs or > LatestMs
        ? $"{milliseconds}"
        : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            .ToString(milliseconds % 1000 == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads <c>yyyy-MM-dd HH:mm[:ss[.fraction]]</c> with <c>T</c> or a space between and the zone <c>Z</c>, <c>UTC</c> or <c>+00:00</c>;
    /// what lies below a millisecond is cut off. On failure <paramref name="error"/> completes "it …".
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long milliseconds, out string error)
    {
        milliseconds = 0;
        error = "is not a time";
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day))
            return false;
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            error = "names a day that does not exist";
            return false;
        }
        var rest = text[10..];
        if (rest.IsEmpty)
        {
            error = "has no time of day and no zone";
            return false;
        }
        if (rest[0] is not ((byte)'T' or (byte)'t' or (byte)' ') || !TryTimeOfDay(ref rest, out var timeOfDay))
            return false;
        if (!IsUtc(rest))
        {
            error = rest.IsEmpty ? "has no zone" : "has a zone other than UTC";
            return false;
        }
        milliseconds = new DateTime(
            year, month, day).Ticks / TimeSpan.TicksPerMillisecond - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond
            + timeOfDay;
        return true;
    }

    private static bool TryTimeOfDay(ref ReadOnlySpan<byte> rest, out long milliseconds)
    {
        milliseconds = 0;
        if (rest.Length < 6 || rest[3] != ':' || !Digits(rest[1..3], out var hour) || !Digits(rest[4..6], out var minute))
            return false;
        rest = rest[6..];
        var second = 0;
        if (rest.Length >= 3 && rest[0] == ':')
        {
            if (!Digits(rest[1..3], out second))
                return false;
            rest = rest[3..];
        }
        milliseconds = (hour * 3600L + minute * 60 + second) * 1000;
        if (rest.Length >= 2 && rest[0] == '.')
        {
            var scale = 100;
            for (rest = rest[1..]; rest.Length > 0 && rest[0] is >= (byte)'0' and <= (byte)'9'; rest = rest[1..], scale /= 10)
                milliseconds += (rest[0] - '0') * scale;
        }
        return hour <= 23 && minute <= 59 && second <= 59 && milliseconds < DayMs;
    }

    private static bool IsUtc(ReadOnlySpan<byte> zone)
    {
        zone = zone.Trim((byte)' ');
        return zone.SequenceEqual("Z"u8) || zone.SequenceEqual("z"u8) || zone.SequenceEqual("UTC"u8)
            || zone.SequenceEqual("+00:00"u8) || zone.SequenceEqual("-00:00"u8) || zone.SequenceEqual("+0000"u8)
                || zone.SequenceEqual("+00"u8);
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
                return false;
            value = value * 10 + c - '0';
        }
        return true;
    }
}
