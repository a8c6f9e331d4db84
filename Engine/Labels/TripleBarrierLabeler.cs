using Huracan.Contracts;
using Huracan.Engine.Market;

namespace Huracan.Engine.Labels;

/// <summary>
/// Triple-barrier labels (AFML ch. 3, formula F4) on candles: from the entry at the open of bar t+1+L, which of profit, stop and time
/// comes first. The upper barrier is touched when high ≥ it, the lower when low ≤ it; when one bar touches both, the <em>stop</em>
/// counts. A bar that opens beyond a barrier is filled at its open.
/// </summary>
/// <remarks>
/// <para>
/// Target: σ_t is the EWM standard deviation of one-day simple returns up to the close of t. Finer candles give overlapping one-day
/// returns, one per bar; the span is kept at its length in days (span × bars a day values), so that daily candles give exactly
/// pandas' <c>ewm(span=100).std()</c> and finer ones estimate the same quantity. The barriers stand at pt·σ_t·√(H/bars a day) and
/// sl·σ_t·√(H/bars a day) from the entry: a day's move scaled to the time there is, else no 15m label would ever touch one.
/// </para>
/// <para>
/// A bar has no label before the target's warm-up, when the vertical barrier lies beyond the series, or when any bar from the signal
/// to the touch is marked, since the path between is what the label rests on. Its interval is <c>[t, touch]</c>.
/// </para>
/// </remarks>
/// <param name="options">Barriers.</param>
public sealed class TripleBarrierLabeler(TripleBarrierOptions options)
{
    /// <summary>
    /// Labels every bar as a long: class 1 when profit came first, -1 when the stop did, else the sign of the return at the end.
    /// </summary>
    /// <exception cref="InputRefusedException">An option is out of range.</exception>
    public LabelSet Label(CandleSeries series) => Label(series, []);

    /// <summary>
    /// Labels with a side per bar: a short's profit barrier lies below its entry and its stop above. The return is that of the price, so
    /// side × return is the trade's; <see cref="MetaLabeler"/> makes meta-labels of it.
    /// </summary>
    /// <param name="series">Candles.</param>
    /// <param name="sides">1 long, -1 short, 0 no label; empty for all long.</param>
    /// <exception cref="ArgumentException">There are not as many sides as candles.</exception>
    /// <exception cref="InputRefusedException">An option is out of range.</exception>
    public LabelSet Label(CandleSeries series, ReadOnlySpan<sbyte> sides)
    {
        options.Validate();
        var n = series.Count;
        if (sides.Length > 0 && sides.Length != n)
            throw new ArgumentException($"{series.Unit} has {n} candles and {sides.Length} sides.", nameof(sides));
        var target = Target(series);
        var labels = LabelArrays.Empty(n);
        for (var t = 0; t + 1L + options.Latency + options.Horizon < n; t++)
        {
            var side = sides.Length == 0 ? 1 : sides[t];
            if (side == 0 || double.IsNaN(target[t]))
                continue;
            var (bar, price, isVertical) = FirstTouch(series, t + 1 + options.Latency, side, target[t]);
            if (series.Marked[t..(bar + 1)].Contains(true))
                continue;
            var y = Math.Log(price / series.Open[t + 1 + options.Latency]);
            labels.Classes[t] = (sbyte)(isVertical && Math.Abs(y) < options.MinReturn ? 0 : Math.Sign(y));
            labels.Returns[t] = y;
            labels.Ends[t] = bar;
        }
        return labels.ToSet(options.Horizon, options.Latency);
    }

    /// <summary>The target of every bar as a simple return over the horizon; NaN during the warm-up.</summary>
    public double[] Target(CandleSeries series)
    {
        var day = Timeframe.D1.Minutes / series.Timeframe.Minutes;
        var returns = new double[series.Count];
        for (var i = 0; i < returns.Length; i++)
            returns[i] = i < day ? double.NaN : series.Close[i] / series.Close[i - day] - 1;
        var target = EwmStd.Of(returns, (double)options.SpanDays * day, minimum: options.WarmUpDays * day);
        var scale = Math.Sqrt((double)options.Horizon / day);
        for (var i = 0; i < target.Length; i++)
            target[i] *= scale;
        return target;
    }

    private (int Bar, double Price, bool IsVertical) FirstTouch(CandleSeries series, int entry, int side, double target)
    {
        var price = series.Open[entry];
        // A long's profit lies above; a short's stop does. An infinite multiple puts a barrier where no price gets.
        var upper = price * (1 + (side > 0 ? options.ProfitMultiple : options.StopMultiple) * target);
        var lower = price * (1 - (side > 0 ? options.StopMultiple : options.ProfitMultiple) * target);
        var exit = entry + options.Horizon;
        for (var i = entry; i < exit; i++)
        {
            var up = series.High[i] >= upper;
            var down = series.Low[i] <= lower;
            if (up && down)
                (up, down) = side > 0 ? (false, true) : (true, false);
            if (up)
                return (i, Math.Max(upper, series.Open[i]), false);
            if (down)
                return (i, Math.Min(lower, series.Open[i]), false);
        }
        return (exit, series.Open[exit], true);
    }
}
