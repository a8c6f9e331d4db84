using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Consensus;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Consensus;
using Huracan.Engine.Quality;
using Huracan.Engine.Regimes;
using Huracan.Tests.Engine.Backtest;

namespace Huracan.Tests.Engine.Pipeline.Consensus;

public class ModelDecisionsTests
{
    private const int Bar = 850;

    [Theory]
    [InlineData(0.55, 0.4, ConsensusLevel.Strong)] // traded above 1/2
    [InlineData(0.62, 0.6, ConsensusLevel.Moderate)]
    [InlineData(0.56, 0.6, ConsensusLevel.Weak)]
    [InlineData(0.54, 0.6, ConsensusLevel.None)]
    [InlineData(0.45, 0.4, ConsensusLevel.None)]
    public void Chance_is_a_half_where_a_side_is_judged(double pays, double threshold, ConsensusLevel level)
    {
        var candles = TestMarket.Random(new SeededRandom(3), 900, Timeframe.H1);
        var model = new ModelDecisions(
            candles, "xgboost/h4", new Forecasts([Bar], [new Prediction((float)pays, (float)(1 - pays), 0, 0)]), threshold,
            new AdaptiveThreshold(new()), new RegimeSeries(new MarketRegime[candles.Count]), new VolatilityGuard(new()), _ => true,
            isOfSides: true);

        Assert.Equal(level, model.LevelAt(Bar));
        Assert.Equal(-Math.Max(0, 2 * pays - 1), model.Decide(Bar, DecisionAction.None, "why").Score, 1e-6);
    }

    [Theory]
    [InlineData(0.25, 0.5, false, true, DecisionGate.Flat, ConsensusLevel.None)]
    [InlineData(0.25, 0.5, true, false, DecisionGate.Flat, ConsensusLevel.None)]
    [InlineData(0.39, 0.3, false, true, DecisionGate.Threshold, ConsensusLevel.Weak)]
    [InlineData(0.36, 0.3, false, false, DecisionGate.Threshold, ConsensusLevel.None)] // nearer to 1/3 than to 0.4
    [InlineData(0.43, 0.2, false, true, DecisionGate.Confidence, ConsensusLevel.Moderate)]
    [InlineData(0.44, 0.2, false, true, DecisionGate.Confidence, ConsensusLevel.Strong)]
    [InlineData(0.46, 0.2, false, true, DecisionGate.Allowed, ConsensusLevel.Strong)]
    [InlineData(0.59, 0.2, true, true, DecisionGate.Confidence, ConsensusLevel.Strong)] // 0.45 and what the guard adds, 0.15
    [InlineData(0.61, 0.2, true, true, DecisionGate.Allowed, ConsensusLevel.Strong)]
    [InlineData(0.61, 0.2, true, false, DecisionGate.Regime, ConsensusLevel.Strong)]
    public void The_first_rule_that_refuses_a_forecast_is_named(
        double up, double flat, bool isWild, bool isHeard, DecisionGate gate, ConsensusLevel level)
    {
        var candles = TestMarket.Random(new SeededRandom(3), 900, Timeframe.H1);
        var regimes = new RegimeSeries([.. Enumerable.Repeat(MarketRegime.Trend, candles.Count)]);
        var guard = new VolatilityGuard(isWild ? new() { RatioFrom = 0.1, RatioTo = 0.2 } : new());
        foreach (var isLong in new[] { true, false })
        {
            var (side, other) = ((float)up, (float)(1 - up - flat));
            var forecast = isLong ? new Prediction(other, (float)flat, side, 0) : new Prediction(side, (float)flat, other, 0);
            var model = new ModelDecisions(
                candles, "xgboost/h4", new Forecasts([Bar], [forecast]), 0.4, new AdaptiveThreshold(new()), regimes, guard,
                bar => bar == Bar && isHeard);

            var decided = model.Decide(Bar, DecisionAction.None, "why");

            Assert.Equal((gate, level, level), (decided.Gate, decided.Level, model.LevelAt(Bar)));
            Assert.Equal((candles.OpenTimes[Bar] + 3_600_000, Bar, "xgboost/h4"), (decided.Time, decided.Bar, decided.Source));
            Assert.Equal((isLong ? 1 : -1) * (up - (1 - up - flat)), decided.Score, 1e-6);
            Assert.Equal((0.4, Math.Max(up, flat)), (decided.Threshold, Math.Round(decided.Confidence, 6)));
            Assert.Equal(FormattableString.Invariant($$"""{"xgboost/h4":{{decided.Score}}}"""), decided.Votes);
            Assert.Equal((MarketRegime.Trend, DecisionAction.None, "why"), (decided.Regime, decided.Action, decided.Reason));
        }
    }
}
