using System.Globalization;

namespace Huracan.Storage.MarketStore;

/// <summary>A calendar month in UTC: what one file of a series holds.</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">1 to 12.</param>
public readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    /// <summary>Its first moment, milliseconds since the Unix epoch.</summary>
    public long Start => new DateTimeOffset(Year, Number, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>Its end, exclusive.</summary>
    public long End => Next.Start;

    /// <summary>The month after it.</summary>
    public Month Next => Number == 12 ? new Month(Year + 1, 1) : new Month(Year, Number + 1);

    /// <summary>The month that holds a moment.</summary>
    /// <param name="milliseconds">Since the Unix epoch.</param>
    public static Month Of(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) is var time ? new Month(time.Year, time.Month) : default;

    /// <summary>Reads <c>2024-01</c>.</summary>
    public static bool TryParse(string text, out Month month)
    {
        var isMonth = DateTime.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first);
        month = isMonth ? new Month(first.Year, first.Month) : default;
        return isMonth;
    }

    /// <summary>All months that hold a moment of <c>[start, end)</c>.</summary>
    /// <param name="start">Milliseconds since the Unix epoch.</param>
    /// <param name="end">Milliseconds since the Unix epoch, exclusive.</param>
    public static IEnumerable<Month> Between(long start, long end)
    {
        for (var month = Of(start); month.Start < end; month = month.Next)
            yield return month;
    }

    /// <inheritdoc/>
    public int CompareTo(Month other) => (Year, Number).CompareTo((other.Year, other.Number));

    /// <summary><c>2024-01</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");

    /// <summary>Earlier than.</summary>
    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;

    /// <summary>Later than.</summary>
    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;

    /// <summary>Not later than.</summary>
    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;
}
