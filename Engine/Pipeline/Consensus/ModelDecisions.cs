using System.Text.Json;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Engine.Consensus;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Quality;
using Huracan.Engine.Regimes;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>Decides by the forecasts of one model alone, from its own entry threshold.</summary>
internal sealed class ModelDecisions(
    CandleSeries candles, string name, Forecasts test, double threshold, AdaptiveThreshold levels, RegimeSeries regimes,
    VolatilityGuard guard, Func<int, bool> mayVote, bool isOfSides = false) : IDecisionMaker
{
    private const double LeastAboveChance = 1e-6; // a side is traded above 1/2 although its threshold is lower

    private static readonly double LeastConfidence = QualityTiers.MinConfidenceOf(QualityTier.High);

    private readonly double chance = isOfSides ? 1.0 / 2 : 1.0 / 3;

    private readonly Dictionary<int, Prediction> forecasts = test.ByBar();

    // What a confidence is above that of chance, as S is above 0: half of the threshold itself is below every confidence there is.
    public ConsensusLevel LevelAt(int bar) => forecasts[bar] is { Direction: not 0 } forecast
        ? levels.LevelOf(forecast.Confidence - chance, Math.Max(threshold - chance, LeastAboveChance))
        : ConsensusLevel.None;

    public DecisionEvent Decide(int bar, DecisionAction action, string reason)
    {
        var vote = Voter.VoteOf(forecasts[bar], isOfSides);
        return new DecisionEvent(
            candles.OpenTimes[bar] + candles.Timeframe.Milliseconds, bar, candles.Coin, candles.Timeframe, name, vote, threshold,
            JsonSerializer.Serialize(new Dictionary<string, double> { [name] = vote }, HuracanJson.Compact),
            forecasts[bar].Confidence, regimes[bar], LevelAt(bar), GateAt(bar), action, reason);
    }

    private DecisionGate GateAt(int bar)
    {
        var forecast = forecasts[bar];
        if (forecast.Direction == 0)
            return DecisionGate.Flat;
        if (forecast.Confidence < threshold)
            return DecisionGate.Threshold;
        // As the quality gate asks of an ACTIVE unit.
        if (forecast.Confidence < LeastConfidence + guard.Raise(LeastConfidence, guard.VolatilityRatio(candles, bar)))
            return DecisionGate.Confidence;
        return mayVote(bar) ? DecisionGate.Allowed : DecisionGate.Regime;
    }
}
