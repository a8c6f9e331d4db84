using Huracan.Contracts;

namespace Huracan.Engine.Regimes;

/// <summary>The windows that regimes are told by, in candles.</summary>
/// <param name="Current">Candles the current volatility and volume are measured over, 2 or more.</param>
/// <param name="Norm">Candles before them whose averages are the usual ones, 2 or more.</param>
/// <param name="Trend">Candles over which a trend and a fall are measured, 2 or more.</param>
public readonly record struct RegimeWindows(int Current, int Norm, int Trend)
{
    private const int Fewest = 4; // a day of daily candles is one return, which says nothing of volatility

    /// <summary>Candles before the first regime.</summary>
    public int WarmUp => Math.Max(2 * Current + Norm - 1, Trend);

    /// <summary>Refuses windows of less than two candles.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is shorter.</exception>
    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Current, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Norm, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Trend, 2);
    }

    /// <summary>The windows of the options at a timeframe, 4 candles each at least.</summary>
    public static RegimeWindows Of(RegimeOptions options, Timeframe timeframe)
    {
        int Bars(double days) => Math.Max(Fewest, (int)Math.Round(days * Timeframe.D1.Minutes / timeframe.Minutes));
        return new RegimeWindows(Bars(options.CurrentDays), Bars(options.NormDays), Bars(options.TrendDays));
    }
}
