using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Huracan.Contracts;

/// <summary>
/// The length of a candle in whole minutes; a candle covers the half-open UTC interval
/// <c>[open_time, open_time + timeframe)</c> and opens at a multiple of the timeframe since the Unix epoch.
/// </summary>
/// <param name="Minutes">Length in minutes, 1 to 1,440.</param>
public readonly record struct Timeframe(int Minutes) : IComparable<Timeframe>
{
    /// <summary>Fifteen minutes.</summary>
    public static Timeframe M15 => new(15);

    /// <summary>Thirty minutes.</summary>
    public static Timeframe M30 => new(30);

    /// <summary>One hour.</summary>
    public static Timeframe H1 => new(60);

    /// <summary>Four hours.</summary>
    public static Timeframe H4 => new(240);

    /// <summary>One day.</summary>
    public static Timeframe D1 => new(1440);

    /// <summary>Length in milliseconds.</summary>
    public long Milliseconds => Minutes * 60_000L;

    /// <summary>Candles in a year of 365 days; crypto trades every day.</summary>
    public double BarsPerYear => 365.0 * 1440 / Minutes;

    /// <summary>Reads <c>15m</c>, <c>4h</c> or <c>1d</c>.</summary>
    /// <exception cref="InputRefusedException">The text is no timeframe that divides a day.</exception>
    public static Timeframe Parse(string text) =>
        TryParse(text, out var timeframe)
            ? timeframe
            : throw new InputRefusedException(
                $"'{text}' is not a timeframe: write minutes, hours or days that divide a day, such as 15m, 1h, 4h, 1d.");

    /// <summary>Reads a timeframe; false when the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Timeframe timeframe)
    {
        timeframe = default;
        if (text is not { Length: >= 2 and <= 5 }
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        var minutes = count * (text[^1] switch { 'm' => 1L, 'h' => 60, 'd' => 1440, _ => 0 });
        if (minutes is < 1 or > 1440 || 1440 % minutes != 0)
            return false;
        timeframe = new Timeframe((int)minutes);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Timeframe other) => Minutes.CompareTo(other.Minutes);

    /// <summary>The shortest usual spelling: <c>15m</c>, <c>1h</c>, <c>1d</c>.</summary>
    public override string ToString() => Minutes switch
    {
        1440 => "1d",
        >= 60 when Minutes % 60 == 0 => $"{Minutes / 60}h",
        _ => $"{Minutes}m",
    };

    /// <summary>Shorter than.</summary>
    public static bool operator <(Timeframe left, Timeframe right) => left.Minutes < right.Minutes;

    /// <summary>Longer than.</summary>
    public static bool operator >(Timeframe left, Timeframe right) => left.Minutes > right.Minutes;

    /// <summary>Not longer than.</summary>
    public static bool operator <=(Timeframe left, Timeframe right) => left.Minutes <= right.Minutes;

    /// <summary>Not shorter than.</summary>
    public static bool operator >=(Timeframe left, Timeframe right) => left.Minutes >= right.Minutes;
}
