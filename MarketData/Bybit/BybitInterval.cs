using System.Globalization;
using Huracan.Contracts;

namespace Huracan.MarketData.Bybit;

/// <summary>How Bybit writes the length of candles.</summary>
internal static class BybitInterval
{
    private const string Day = "D";

    public static string Of(Timeframe timeframe) =>
        timeframe == Timeframe.D1 ? Day : timeframe.Minutes.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">It is none.</exception>
    public static Timeframe Parse(string text) =>
        text == Day ? Timeframe.D1 : new Timeframe(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
}
