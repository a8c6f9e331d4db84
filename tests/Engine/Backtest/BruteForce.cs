using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Backtest;

/// <summary>
/// The same rules applied trade by trade instead of bar by bar: find the next entry, walk to its exit, then work out its costs and
/// funding from closed formulas. Slow, without shared state, and written without looking at the engine's loop.
/// </summary>
internal sealed class BruteForce(
    CandleSeries candles, BarRange range, SignalSeries signals, FundingSeries? funding, BacktestOptions options)
{
    internal sealed record Leg(int Bar, double Price, bool AtOpen, ExitReason Reason);

    /// <summary>An entry: the bar it is filled in, and the bar of whose signal it comes.</summary>
    internal sealed record Start(int Bar, int Side, int Signal, double Price, bool Resting)
    {
        /// <summary>Bar the hold is counted from.</summary>
        public int From => Resting ? Due : Bar;

        public int Due { get; init; }
    }

    internal sealed record Deal(
        int Side, double Quantity, int Entry, int Signal, double EntryPrice, Leg Exit, double Fees, double Other, double Funding,
        int Missing)
    {
        public double Net => Side * Quantity * (Exit.Price - EntryPrice) - Fees - Other + Funding;
    }

    public List<Deal> Deals()
    {
        var deals = new List<Deal>();
        var last = Enumerable.Range(range.Start, range.Length).Where(b => !candles.Marked[b]).DefaultIfEmpty(-1).Max();
        var equity = options.InitialCapital;
        var bar = range.Start;
        while (NextEntry(bar, last, deals) is { } start && equity > 0)
        {
            var entry = start.Bar;
            var quantity = signals.QuantityAt(start.Signal);
            if (double.IsNaN(quantity))
                quantity = equity * options.Leverage / start.Price;
            if (options.MaxParticipation is { } share)
                quantity = Math.Min(quantity, share * Daily(entry).Volume / (1440.0 / candles.Timeframe.Minutes) / start.Price);
            if (quantity <= 0)
            {
                Missed += start.Resting ? 1 : 0;
                bar = entry + 1;
                continue;
            }
            var exit = ExitOf(start, last);
            deals.Add(Settle(start, quantity, exit));
            equity += deals[^1].Net;
            bar = exit.AtOpen ? exit.Bar : exit.Bar + 1;
        }
        return deals;
    }

    /// <summary>Resting orders that were never filled.</summary>
    public int Missed { get; private set; }

    private int SignalBar(int bar) => bar - 1 - options.Latency;

    private int SignalDue(int bar) => SignalBar(bar) >= range.Start ? signals.Sides[SignalBar(bar)] : 0;

    private Start? NextEntry(int from, int last, List<Deal> deals)
    {
        for (var bar = from; bar <= last; bar++)
        {
            if (candles.Marked[bar] || SignalDue(bar) == 0 || Spent(bar, deals))
                continue;
            if (!options.Entry.IsMaker)
                return new Start(bar, SignalDue(bar), SignalBar(bar), candles.Open[bar], false);
            var (fill, next) = Rest(bar, last);
            if (fill is not null)
                return fill;
            Missed++;
            bar = next - 1;
        }
        return null;
    }

    /// <summary>The fill of an order placed at a bar's open, or where the search for the next one goes on.</summary>
    private (Start? Fill, int Next) Rest(int placed, int last)
    {
        var (side, price) = (SignalDue(placed), candles.Close[SignalBar(placed)]);
        var wait = options.Exit.FollowsSignal ? options.Entry.WaitBars : Math.Min(options.Entry.WaitBars, options.Exit.Bars);
        for (var bar = placed; bar < placed + wait && bar <= last; bar++)
        {
            if (bar > placed && (options.Exit.FollowsSignal ? SignalDue(bar) != side : SignalDue(bar) == -side))
                return (null, bar);
            var depth = side > 0 ? price - candles.Low[bar] : candles.High[bar] - price;
            if (!candles.Marked[bar] && depth > 0 && depth >= price * options.Entry.ThroughBps / 1e4)
                return (new Start(bar, side, SignalBar(placed), price, true) { Due = placed }, 0);
        }
        return (null, placed + wait);
    }

    /// <summary>In following, a level exit uses the signal up until a bar with another signal due.</summary>
    private bool Spent(int bar, List<Deal> deals)
    {
        if (!options.Exit.FollowsSignal || deals.Count == 0 || deals[^1].Exit.Reason is not (ExitReason.Stop or ExitReason.Target)
            || SignalDue(bar) != deals[^1].Side)
            return false;
        return Enumerable.Range(deals[^1].Exit.Bar, bar - deals[^1].Exit.Bar + 1).All(b => SignalDue(b) == deals[^1].Side);
    }

    private Leg ExitOf(Start start, int last)
    {
        var (entry, side) = (start.Bar, start.Side);
        var stop = start.Price * (1 - side * signals.StopAt(start.Signal));
        var target = start.Price * (1 + side * signals.TargetAt(start.Signal));
        for (var bar = entry; bar <= last; bar++)
        {
            if (candles.Marked[bar])
                continue;
            var (open, high, low) = (candles.Open[bar], candles.High[bar], candles.Low[bar]);
            if (bar > entry)
            {
                var waiting = Enumerable.Range(entry + 1, bar - entry)
                    .Where(b => b == bar || candles.Marked[b])
                    .Select(b => Due(b, side))
                    .FirstOrDefault(r => r is not null);
                // A reversal or end of signal that waited since an earlier marked bar comes first; on this bar itself the horizon does.
                var waited = Enumerable.Range(entry + 1, bar - entry - 1).Any(b => candles.Marked[b] && Due(b, side) is not null);
                if (!waited && !options.Exit.FollowsSignal && bar - start.From >= options.Exit.Bars)
                    return new Leg(bar, open, true, ExitReason.Horizon);
                if (waiting is { } reason)
                    return new Leg(bar, open, true, reason);
                if (side * (open - stop) <= 0)
                    return new Leg(bar, open, true, ExitReason.Stop);
                if (side * (open - target) >= 0)
                    return new Leg(bar, open, true, ExitReason.Target);
            }
            var (worst, best) = side > 0 ? (low, high) : (high, low);
            if (side * (worst - stop) <= 0)
                return new Leg(bar, stop, false, ExitReason.Stop);
            if (side * (best - target) >= 0 && !(start.Resting && bar == entry))
                return new Leg(bar, target, false, ExitReason.Target);
        }
        return new Leg(last, candles.Close[last], false, ExitReason.End);
    }

    private ExitReason? Due(int bar, int side) =>
        SignalDue(bar) == -side ? ExitReason.Reverse : options.Exit.FollowsSignal && SignalDue(bar) == 0 ? ExitReason.Signal : null;

    private Deal Settle(Start start, double quantity, Leg exit)
    {
        var (entry, side) = (start.Bar, start.Side);
        var maker = exit.Reason == ExitReason.Target && options.Costs.MakerTargets;
        var (enter, leave) = (quantity * start.Price, quantity * exit.Price);
        var c = options.Costs;
        var fees = enter * (start.Resting ? c.MakerFeeBps : c.TakerFeeBps) / 1e4 + leave * (maker ? c.MakerFeeBps : c.TakerFeeBps) / 1e4;
        var aggressive = (c.HalfSpreadBps + c.SlippageBps) / 1e4;
        var other = (start.Resting ? 0 : enter * (aggressive + Impact(entry, enter)))
            + (maker ? 0 : leave * (aggressive + Impact(exit.Bar, leave)));
        var (paid, missing) = Funding(start, quantity, exit);
        return new Deal(side, quantity, entry, start.Signal, start.Price, exit, fees, other, paid, missing);
    }

    /// <summary>
    /// Every payment after the entry's open, or its bar's end where the order rested, up to and with the exit's open, or before the end
    /// of the exit's bar.
    /// </summary>
    private (double Paid, int Missing) Funding(Start start, double quantity, Leg exit)
    {
        const long eightHours = 28_800_000;
        var side = start.Side;
        var from = candles.OpenTimes[start.Bar] + (start.Resting ? candles.Timeframe.Milliseconds - 1 : 0);
        var to = exit.AtOpen ? candles.OpenTimes[exit.Bar] : candles.OpenTimes[exit.Bar] + candles.Timeframe.Milliseconds - 1;
        var times = funding is null ? [] : funding.Times.ToArray();
        var paid = 0.0;
        var missing = 0;
        for (var time = from + 1; time <= to; time++)
        {
            var notional = quantity * candles.Open[(int)((time - candles.OpenTimes[0]) / candles.Timeframe.Milliseconds)];
            var known = Array.IndexOf(times, time);
            if (known >= 0)
                paid -= side * notional * funding!.Rates[known];
            if (time % eightHours == 0 && !times.Any(t => t > time - eightHours && t <= time))
            {
                missing++;
                paid -= notional * options.Costs.MissingFundingBps / 1e4;
            }
            time = time / 60_000 * 60_000 + 60_000 - 1; // everything here falls on whole minutes
        }
        return (paid, missing);
    }

    private double Impact(int bar, double notional)
    {
        var (volatility, volume) = Daily(bar);
        return options.Costs.ImpactY * volatility * (volume > 0 ? Math.Sqrt(notional / volume) : 1) * 2 / 3;
    }

    private (double Volatility, double Volume) Daily(int bar)
    {
        var perDay = 1440.0 / candles.Timeframe.Minutes;
        var returns = new List<double>();
        var volume = new List<double>();
        for (var i = Math.Max(1, bar - (int)(options.TrailingDays * perDay)); i < bar; i++)
        {
            if (candles.Marked[i])
                continue;
            returns.Add(Math.Log(candles.Close[i] / candles.Close[i - 1]));
            volume.Add(candles.Volume[i] * candles.Close[i]);
        }
        var mean = returns.Count == 0 ? 0 : returns.Average();
        return (returns.Count < 2 ? 0 : Math.Sqrt(
            returns.Sum(r => (r - mean) * (r - mean)) / (returns.Count - 1) * perDay), volume.Count == 0 ? 0 : volume.Average() * perDay);
    }
}
