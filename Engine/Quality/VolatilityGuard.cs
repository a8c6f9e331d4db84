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

    private readonly VolatilityGuardOptions options;

    /// <summary>Sets the guard.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A raise outside 0 to 1, or a ramp that does not rise.</exception>
    public VolatilityGuard(VolatilityGuardOptions? options = null)
    {
        this.options = options ?? new VolatilityGuardOptions();
        if (!(this.options.MaxRaise is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), this.options.MaxRaise, "The highest raise lies in [0, 1].");
        if (!(this.options.Ratio.Zero < this.options.Ratio.One))
            throw new ArgumentOutOfRangeException(nameof(options), this.options.Ratio, "The ramp must rise with the ratio.");
    }

    /// <summary>
    /// The least confidence to ask for at the close of <paramref name="bar"/>; never below <paramref name="minConfidence"/>.
    /// </summary>
    public double Adjust(double minConfidence, CandleSeries candles, int bar) =>
        minConfidence + Raise(minConfidence, VolatilityRatio(candles, bar));

    /// <summary>What a volatility ratio adds to a least confidence, 0 or more; a NaN ratio adds nothing.</summary>
    public double Raise(double minConfidence, double ratio) =>
        Math.Min(options.MaxRaise * options.Ratio.At(ratio), Math.Max(0, options.Highest - minConfidence));

    /// <summary>
    /// Current over usual volatility at the close of <paramref name="bar"/>, marked candles left out. NaN with fewer than half the candles
    /// of either window, or when the history did not move.
    /// </summary>
    public double VolatilityRatio(CandleSeries candles, int bar)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)bar, (uint)candles.Count, nameof(bar));
        var current = Bars(options.Current, candles);
        var now = RootMeanSquare(candles, bar - current + 1, bar + 1, current);
        var history = Bars(options.History, candles);
        var usual = RootMeanSquare(candles, bar - current + 1 - history, bar - current + 1, history);
        return usual > 0 ? now / usual : double.NaN;
    }

    private static int Bars(TimeSpan span, CandleSeries candles) =>
        Math.Max(FewestBars, (int)(span.TotalMilliseconds / candles.Timeframe.Milliseconds));

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
