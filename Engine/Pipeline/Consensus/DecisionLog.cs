using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>
/// What was decided at each close: every entry and exit, and the bars from level WEAK on where nothing else was done. An exit stands at the
/// close that asked for it, or, by a level inside a bar, at that bar's own.
/// </summary>
internal sealed class DecisionLog(IDecisionMaker maker, int latency)
{
    /// <summary>The decisions of a backtest, by time; an exit stands before an entry of the same close.</summary>
    public IReadOnlyList<DecisionEvent> Of(BacktestResult result)
    {
        var exits = result.Trades.ToLookup(ExitDecidedAt);
        var entries = result.Trades.ToDictionary(trade => trade.EntryBar - 1 - latency);
        var events = new List<DecisionEvent>();
        var next = 0; // the first trade that is not left at a bar's close
        for (var bar = result.Range.Start; bar < result.Range.End; bar++)
        {
            while (next < result.Trades.Count && result.Trades[next].ExitBar <= bar)
                next++;
            var before = events.Count;
            events.AddRange(exits[bar].Select(trade => maker.Decide(bar, DecisionAction.Exit, SettingText.Of(trade.Reason))));
            if (entries.TryGetValue(bar, out var entered))
                events.Add(maker.Decide(
                    bar, entered.Side > 0 ? DecisionAction.EnterLong : DecisionAction.EnterShort, "threshold reached"));
            var level = maker.LevelAt(bar);
            if (events.Count > before || level == ConsensusLevel.None)
                continue;
            var isHeld = next < result.Trades.Count && result.Trades[next].EntryBar <= bar;
            events.Add(isHeld
                ? maker.Decide(bar, DecisionAction.Hold, "a position is open")
                : maker.Decide(bar, DecisionAction.None, Idle(level)));
        }
        return events;
    }

    private static string Idle(ConsensusLevel level) => level == ConsensusLevel.Weak
        ? "below the threshold"
        : "no fill: the next bars are marked, end the part, or are those of an order on its way";

    // A fill at an open was decided on before it: a signal as long ago as its delay, a horizon at the close before.
    private int ExitDecidedAt(Trade trade)
    {
        var bar = trade.Reason switch
        {
            ExitReason.Reverse or ExitReason.Signal => trade.ExitBar - 1 - latency,
            ExitReason.Horizon => trade.ExitBar - 1,
            _ => trade.ExitBar,
        };
        return Math.Max(bar, trade.EntryBar - 1 - latency);
    }
}
