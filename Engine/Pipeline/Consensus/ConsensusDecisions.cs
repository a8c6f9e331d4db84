using System.Text.Json;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Engine.Consensus;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Regimes;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>Decides by what the voters say together.</summary>
internal sealed class ConsensusDecisions(
    CandleSeries candles, ConsensusPath path, ConsensusLevel[] levels, RegimeSeries regimes, IReadOnlyList<Voter> voters,
    Func<int, int, bool> mayVote) : IDecisionMaker
{
    /// <summary>Its name in the log.</summary>
    public const string Source = "consensus";

    private readonly Dictionary<int, Prediction>[] forecasts = [.. voters.Select(voter => voter.Test.ByBar())];

    public ConsensusLevel LevelAt(int bar) => levels[bar - path.Range.Start];

    public DecisionEvent Decide(int bar, DecisionAction action, string reason)
    {
        var opinion = path.At(bar);
        return new DecisionEvent(
            candles.OpenTimes[bar] + candles.Timeframe.Milliseconds, bar, candles.Coin, candles.Timeframe, Source, opinion.Score,
            path.ThresholdAt(bar), Votes(bar), Confidence(opinion, bar), regimes[bar], LevelAt(bar), GateAt(bar), action, reason);
    }

    private DecisionGate GateAt(int bar)
    {
        var size = Math.Abs(path.At(bar).Score);
        if (size == 0)
            return Enumerable.Range(0, voters.Count).Any(voter => mayVote(voter, bar)) ? DecisionGate.Flat : DecisionGate.Regime;
        return size >= path.ThresholdAt(bar) ? DecisionGate.Allowed : DecisionGate.Threshold;
    }

    private string Votes(int bar)
    {
        var heard = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < voters.Count; i++)
        {
            if (mayVote(i, bar) && forecasts[i].TryGetValue(bar, out var forecast))
                heard[voters[i].Name] = Voter.VoteOf(forecast, voters[i].IsOfSides);
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
