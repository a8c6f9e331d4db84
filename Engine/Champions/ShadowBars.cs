using Huracan.Contracts;

namespace Huracan.Engine.Champions;

/// <summary>A champion and its challengers over the same bars, all later than what any of them was trained or chosen on.</summary>
/// <param name="Champion">The champion.</param>
/// <param name="Challengers">The challengers, one or more.</param>
public sealed record ShadowBars(ShadowSeries Champion, IReadOnlyList<ShadowSeries> Challengers)
{
    /// <summary>Regime of each bar as known when it opened; null where unknown. Default empty: no regimes are told apart.</summary>
    public IReadOnlyList<string?> Regimes { get; init; } = [];

    /// <summary>Number of bars. Days are counted from the first; what follows the last whole one waits.</summary>
    public int Count => Champion.NetReturns.Count;

    /// <summary>The whole days of one challenger.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="challenger">Index of the challenger.</param>
    public IEnumerable<ShadowDay> Days(ShadowPlan plan, int challenger)
    {
        var bars = plan.BarsPerDay;
        for (var from = 0; from + bars <= Count; from += bars)
        {
            yield return new ShadowDay(
                Side(Champion, from, bars, plan.OutcomeBars), Side(Challengers[challenger], from, bars, plan.OutcomeBars))
            {
                Regimes = Regimes.Count == 0 ? [] : [.. Enumerable.Range(from, bars).Select(bar => Regimes[bar])],
            };
        }
    }

    /// <summary>Refuses series that do not belong together.</summary>
    /// <exception cref="InputRefusedException">Lengths differ, a forecast is known of one model only, or a value is out of its range; the
    /// message names the series and the bar.</exception>
    public ShadowBars Check()
    {
        if (Challengers.Count == 0)
            throw new InputRefusedException("There is no challenger to compare with the champion.");
        if (Regimes.Count != 0 && Regimes.Count != Count)
            throw new InputRefusedException($"There are {Regimes.Count} regimes for {Count} bars; every bar has one, or none has.");
        Check(Champion, "champion");
        for (var k = 0; k < Challengers.Count; k++)
            Check(Challengers[k], $"challenger {k + 1}");
        return this;
    }

    private void Check(ShadowSeries series, string name)
    {
        if (series.NetReturns.Count != Count || series.Losses.Count != Count || series.ClosedTrades.Count != Count)
            throw new InputRefusedException(
                $"The {name} has {series.NetReturns.Count} net returns, {series.Losses.Count} losses and "
                + $"{series.ClosedTrades.Count} counts of trades; it must have one of each for all {Count} bars of the champion.");
        for (var bar = 0; bar < Count; bar++)
        {
            var (r, loss, trades) = (series.NetReturns[bar], series.Losses[bar], series.ClosedTrades[bar]);
            if (!(double.IsFinite(r) && r >= -1))
                throw Refuse(name, bar, FormattableString.Invariant($"net return is {r}; it must be a number of -1 or more"));
            if (!double.IsNaN(loss) && !(double.IsFinite(loss) && loss >= 0))
                throw Refuse(name, bar, FormattableString.Invariant($"loss is {loss}; it must be 0 or more, or NaN where it is not known"));
            if (double.IsNaN(loss) != double.IsNaN(Champion.Losses[bar]))
                throw Refuse(name, bar, "loss is known of one of champion and challenger only; both are judged on the same forecasts");
            if (trades < 0)
                throw Refuse(name, bar, $"count of trades is {trades}; it must be 0 or more");
        }
    }

    private static InputRefusedException Refuse(string name, int bar, string rule) => new($"Bar {bar} of the {name}: {rule}.");

    private static ShadowDaySide Side(ShadowSeries series, int from, int bars, int outcomeBars)
    {
        var (returns, known) = (new double[bars], new double[bars]);
        var trades = 0;
        for (var i = 0; i < bars; i++)
        {
            var made = from + i - outcomeBars;
            returns[i] = series.NetReturns[from + i];
            known[i] = made >= 0 ? series.Losses[made] : double.NaN;
            trades += series.ClosedTrades[from + i];
        }
        return new ShadowDaySide(returns, known, trades);
    }
}
