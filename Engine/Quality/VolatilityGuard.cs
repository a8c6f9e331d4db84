using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;

namespace Huracan.Engine.Quality;

/// <summary>
/// Raises the minimum confidence in volatile markets: the root mean square log return of the current window over that of the history before
/// it, mapped by a ramp; a window holds 4 candles at least. Continuous in the prices, never lowers the minimum, and 0 where the history is
/// too short.
/// </summary>
public sealed class VolatilityGuard
{
    private const int FewestBars = 4; // a day of daily candles is one return, which says nothing of volatility

    private const double Highest = 0.99; // what a raised bar never passes; a bar that is higher already stays

    private readonly VolatilityGuardOptions options;
    private readonly Ramp ramp;

    /// <summary>Sets the guard.</summary>
    /// <param name="options">The settings; null takes the defaults.</param>
    /// <exception cref="InputRefusedException">A setting is out of its range, or the ramp does not rise; the message
    /// names key and value.</exception>
    public VolatilityGuard(VolatilityGuardOptions? options = null)
    {
        this.options = options ?? new VolatilityGuardOptions();
        if (OptionErrors.Of(this.options, "volatility_guard").ToArray() is { Length: > 0 } errors)
            throw new InputRefusedException(string.Join(' ', errors));
        ramp = new Ramp(this.options.RatioFrom, this.options.RatioTo);
    }

    /// <summary>Days of candles that it looks back.</summary>
    public double Days => options.CurrentDays + options.HistoryDays;

    /// <summary>What a volatility ratio adds to a least confidence, 0 or more; a NaN ratio adds nothing.</summary>
    public double Raise(double minConfidence, double ratio) =>
        Math.Min(options.MaxRaise * ramp.At(ratio), Math.Max(0, Highest - minConfidence));

    /// <summary>
    /// Current over usual volatility at the close of <paramref name="bar"/>, marked candles left out. NaN with fewer than half the candles
    /// of either window, or when the history did not move.
    /// </summary>
    public double VolatilityRatio(CandleSeries candles, int bar)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)bar, (uint)candles.Count, nameof(bar));
        var current = Bars(options.CurrentDays, candles);
        var now = RootMeanSquare(candles, bar - current + 1, bar + 1, current);
        var history = Bars(options.HistoryDays, candles);
        var usual = RootMeanSquare(candles, bar - current + 1 - history, bar - current + 1, history);
        return usual > 0 ? now / usual : double.NaN;
    }

    private static int Bars(double days, CandleSeries candles) =>
        Math.Max(FewestBars, (int)(TimeSpan.FromDays(days).TotalMilliseconds / candles.Timeframe.Milliseconds));

    private static double RootMeanSquare(CandleSeries candles, int from, int to, int wanted)
    {
        var close = candles.Close;
        var marked = candles.Marked;
        var sum = 0.0;
        var count = 0;
        for (var i = Math.Max(1, from); i < to; i++)
        {
            if (marked[i])
                continue;
            var r = Math.Log(close[i] / close[i - 1]);
            sum += r * r;
            count++;
        }
        return 2 * count < wanted || count == 0 ? double.NaN : Math.Sqrt(sum / count);
    }
}
