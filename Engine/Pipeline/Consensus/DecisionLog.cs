using System.Text.Json;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Consensus;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Regimes;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>
/// What the consensus decided at each close: every entry and exit, and the bars from level WEAK on where nothing else was done. An exit
/// stands at the close that asked for it, or, by a level inside a bar, at that bar's own.
/// </summary>
internal sealed class DecisionLog(
    CandleSeries candles, ConsensusPath path, ConsensusLevel[] levels, RegimeSeries regimes, IReadOnlyList<Voter> voters,
    Func<int, int, bool> mayVote, int latency)
{
    private readonly Dictionary<int, Prediction>[] forecasts =
    [
        .. voters.Select(voter => voter.Test.Bars.Zip(voter.Test.Predictions).ToDictionary(pair => pair.First, pair => pair.Second)),
    ];

    /// <summary>The decisions of a backtest, by time; an exit stands before an entry of the same close.</summary>
    public IReadOnlyList<DecisionEvent> Of(BacktestResult result)
    {
        var exits = result.Trades.ToLookup(ExitDecidedAt);
        var entries = result.Trades.ToDictionary(trade => trade.EntryBar - 1 - latency);
        var events = new List<DecisionEvent>();
        var next = 0; // the first trade that is not left at a bar's close
        for (var bar = path.Range.Start; bar < path.Range.End; bar++)
        {
            while (next < result.Trades.Count && result.Trades[next].ExitBar <= bar)
                next++;
            var before = events.Count;
            events.AddRange(exits[bar].Select(trade => Event(bar, DecisionAction.Exit, SettingText.Of(trade.Reason))));
            if (entries.TryGetValue(bar, out var entered))
                events.Add(Event(bar, entered.Side > 0 ? DecisionAction.EnterLong : DecisionAction.EnterShort, "threshold reached"));
            if (events.Count > before || levels[bar - path.Range.Start] == ConsensusLevel.None)
                continue;
            var isHeld = next < result.Trades.Count && result.Trades[next].EntryBar <= bar;
            events.Add(isHeld ? Event(bar, DecisionAction.Hold, "a position is open") : Event(bar, DecisionAction.None, Idle(bar)));
        }
        return events;
    }

    private string Idle(int bar) => levels[bar - path.Range.Start] == ConsensusLevel.Weak
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

    private DecisionEvent Event(int bar, DecisionAction action, string reason)
    {
        var opinion = path.At(bar);
        return new DecisionEvent(
            candles.OpenTimes[bar] + candles.Timeframe.Milliseconds, bar, candles.Coin, candles.Timeframe, opinion.Score,
            path.ThresholdAt(bar), Votes(bar), Confidence(opinion, bar), regimes[bar], levels[bar - path.Range.Start], action, reason);
    }

    private string Votes(int bar)
    {
        var heard = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < voters.Count; i++)
        {
            if (mayVote(i, bar) && forecasts[i].TryGetValue(bar, out var forecast))
                heard[voters[i].Name] = Voter.VoteOf(forecast);
        }
        return JsonSerializer.Serialize(heard, HuracanJson.Compact);
    }

    private double Confidence(ConsensusOpinion opinion, int bar)
    {
        if (opinion.Score == 0)
            return double.NaN;
        var sum = 0.0;
        for (var i = 0; i < voters.Count; i++)
        {
            if (opinion.Weights[i] > 0)
                sum += opinion.Weights[i] * (opinion.Score > 0 ? forecasts[i][bar].Up : forecasts[i][bar].Down);
        }
        return sum;
    }
}
