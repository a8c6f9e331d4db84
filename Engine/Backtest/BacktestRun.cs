using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Backtest;

/// <summary>The state of one run and its loop over the bars.</summary>
internal sealed class BacktestRun(
    CandleSeries candles, BarRange range, SignalSeries signals, FundingSchedule schedule, TrailingMarket market, BacktestOptions options)
{
    private readonly Account account = new(candles.Timeframe, market, options);
    private readonly double[] fundingRates = schedule.Rates;
    private readonly long[] fundingTimes = schedule.Times;
    private int nextFunding;
    private ExitReason? exitDue;
    private int spent;
    private int fundingEvents;
    private int fundingMissing;
    private int missedEntries;
    private RestingOrder? order;

    public BacktestResult Execute()
    {
        var times = candles.OpenTimes;
        var open = candles.Open;
        var close = candles.Close;
        var marked = candles.Marked;
        var sides = signals.Sides;
        var step = candles.Timeframe.Milliseconds;
        var lag = 1 + options.Latency;
        var equity = new double[range.Length];
        var exposure = new double[range.Length];
        var last = LastUnmarked();
        var bankrupt = false;
        var bar = range.Start;
        for (; bar <= last && !bankrupt; bar++)
        {
            var time = times[bar];
            var due = bar - lag;
            var signal = due < range.Start ? 0 : sides[due];
            if (fundingTimes[nextFunding] <= time)
                PayFunding(bar, time + 1, open[bar]);
            if (signal != spent)
                spent = 0;
            WithdrawDue(bar, signal);
            if (marked[bar])
                NoteExitDue(signal);
            else
                TradeAtOpen(bar, due, signal, time, open[bar]);
            if (fundingTimes[nextFunding] < time + step)
                PayFunding(bar, time + step, open[bar]);
            var isFilled = !marked[bar] && FillInside(bar, time + step);
            if (account.Side != 0)
                exposure[bar - range.Start] = account.Side * account.Quantity * open[bar];
            if (account.Side != 0 && !marked[bar])
                LeaveInside(bar, time + step, isFilled);
            var value = account.EquityAt(close[bar]);
            if (!marked[bar] && (bar == last || value <= 0))
            {
                bankrupt = value <= 0;
                if (account.Side != 0)
                    account.Leave(
                        bar, time + step, close[bar], bankrupt ? ExitReason.Bankrupt : ExitReason.End, inside: true, passive: false);
                value = account.EquityAt(close[bar]);
                bankrupt |= value <= 0;
            }
            equity[bar - range.Start] = value;
        }
        if (order is not null)
            missedEntries++;
        equity.AsSpan(bar - range.Start).Fill(account.EquityAt(0));
        return new BacktestResult
        {
            Range = range,
            InitialCapital = options.InitialCapital,
            Trades = account.Trades,
            Ledger = account.Ledger,
            Equity = equity,
            Exposure = exposure,
            MissedEntries = missedEntries,
            FundingEvents = fundingEvents,
            FundingMissing = fundingMissing,
            Bankrupt = bankrupt,
        };
    }

    private int LastUnmarked()
    {
        var last = range.End - 1;
        while (last >= range.Start && candles.Marked[last])
            last--;
        return last;
    }

    /// <summary>On a marked bar an exit that falls due is kept for the next unmarked one; an entry is lost.</summary>
    private void NoteExitDue(int signal)
    {
        if (account.Side != 0)
            exitDue ??= ExitBy(signal);
    }

    private ExitReason? ExitBy(int signal)
    {
        if (signal == -account.Side)
            return ExitReason.Reverse;
        return signal == 0 && options.Exit.FollowsSignal ? ExitReason.Signal : null;
    }

    private void TradeAtOpen(int bar, int due, int signal, long time, double price)
    {
        if (account.Side != 0)
            LeaveAtOpen(bar, signal, time, price);
        if (account.Side != 0 || order is not null || signal == 0 || signal == spent || account.EquityAt(price) <= 0)
            return;
        if (options.Entry.IsMaker)
            order = new RestingOrder(signal, due, bar, bar + WaitBars, candles.Close[due]);
        else
            Enter(new EntryFill(bar, time, price, signal, due, bar, IsPassive: false));
    }

    // An order that waits longer than its position would be held could be filled after the position's end.
    private int WaitBars =>
        options.Exit.FollowsSignal ? options.Entry.WaitBars : Math.Min(options.Entry.WaitBars, options.Exit.Bars);

    private void WithdrawDue(int bar, int signal)
    {
        if (order is not { } waiting)
            return;
        var isOther = options.Exit.FollowsSignal ? signal != waiting.Side : signal == -waiting.Side;
        if (bar < waiting.End && !isOther)
            return;
        order = null;
        missedEntries++;
    }

    private bool FillInside(int bar, long end)
    {
        if (order is not { } waiting || !waiting.IsFilledBy(candles.High[bar], candles.Low[bar], options.Entry.ThroughBps))
            return false;
        order = null;
        Enter(new EntryFill(bar, end, waiting.Price, waiting.Side, waiting.Signal, waiting.First, IsPassive: true));
        if (account.Side != 0)
            return true;
        missedEntries++; // nothing may be bought where nothing is traded
        return false;
    }

    private void Enter(EntryFill fill) =>
        account.Enter(fill, signals.QuantityAt(fill.Signal), signals.StopAt(fill.Signal), signals.TargetAt(fill.Signal));

    // An exit due at the open goes before the levels: the price is the same, and the market order costs more.
    private void LeaveAtOpen(int bar, int signal, long time, double price)
    {
        var reason = exitDue;
        if (reason is null && !options.Exit.FollowsSignal && bar >= account.HeldFrom + options.Exit.Bars)
            reason = ExitReason.Horizon;
        reason ??= ExitBy(signal);
        if (reason is not null)
            account.Leave(bar, time, price, reason.Value, inside: false, passive: false);
        else if (account.StopTouchedBy(price, price))
            LeaveByLevel(bar, time, price, ExitReason.Stop, inside: false);
        else if (account.TargetTouchedBy(price, price))
            LeaveByLevel(bar, time, price, ExitReason.Target, inside: false);
        if (account.Side == 0)
            exitDue = null;
    }

    // In the bar of a resting order's fill the worst price came with the fill or after it, the best perhaps before: only the stop counts.
    private void LeaveInside(int bar, long time, bool isFilledInside)
    {
        var high = candles.High[bar];
        var low = candles.Low[bar];
        if (account.StopTouchedBy(high, low))
            LeaveByLevel(bar, time, account.Stop, ExitReason.Stop, inside: true);
        else if (!isFilledInside && account.TargetTouchedBy(high, low))
            LeaveByLevel(bar, time, account.Target, ExitReason.Target, inside: true);
        if (account.Side == 0)
            exitDue = null;
    }

    private void LeaveByLevel(int bar, long time, double price, ExitReason reason, bool inside)
    {
        if (options.Exit.FollowsSignal)
            spent = account.Side;
        account.Leave(bar, time, price, reason, inside, passive: reason == ExitReason.Target && options.Costs.MakerTargets);
    }

    private void PayFunding(int bar, long before, double price)
    {
        for (; fundingTimes[nextFunding] < before; nextFunding++)
        {
            if (account.Side == 0)
                continue;
            var rate = fundingRates[nextFunding];
            fundingEvents++;
            if (double.IsNaN(rate))
                fundingMissing++;
            account.PayFunding(bar, fundingTimes[nextFunding], price, rate);
        }
    }
}
