using System.Globalization;

namespace Huracan.Storage.Candles;

/// <summary>Reads a cell as a double, correctly rounded. Empty and <c>NaN</c> give NaN; infinity is a value, for others to judge.</summary>
internal static class NumberCell
{
    private const ulong ExactLimit = 1UL << 53;
    private static readonly double[] PowersOf10 = [
        .. Enumerable.Range(0, 23).Select(x => double.Parse($"1e{x}", CultureInfo.InvariantCulture))
    ];

    public static bool TryParse(ReadOnlySpan<byte> cell, out double value)
    {
        // A whole number below 2^53 divided by a power of ten up to 10^22 is rounded once, hence exact (Clinger, 1990).
        ulong digits = 0;
        var fraction = -1;
        var i = cell.Length > 0 && cell[0] == '-' ? 1 : 0;
        var start = i;
        for (; i < cell.Length; i++)
        {
            var digit = (uint)(cell[i] - '0');
            if (digit <= 9 && digits < ExactLimit)
                digits = digits * 10 + digit;
            else if (cell[i] == '.' && fraction < 0)
                fraction = i + 1;
            else
                return TrySlow(cell, out value);
        }
        var decimals = fraction < 0 ? 0 : cell.Length - fraction;
        if (digits > ExactLimit || decimals >= PowersOf10.Length || cell.Length - start == (fraction < 0 ? 0 : 1))
            return TrySlow(cell, out value);
        value = decimals == 0 ? digits : digits / PowersOf10[decimals];
        if (start == 1)
            value = -value;
        return true;
    }

    private static bool TrySlow(ReadOnlySpan<byte> cell, out double value)
    {
        value = double.NaN;
        if (cell.IsEmpty)
            return true;
        if (Is(cell, "inf") || Is(cell, "+inf"))
            value = double.PositiveInfinity;
        else if (Is(cell, "-inf"))
            value = double.NegativeInfinity;
        else
            return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        return true;
    }

    private static bool Is(ReadOnlySpan<byte> cell, string text) => System.Text.Ascii.EqualsIgnoreCase(cell, text);
}
