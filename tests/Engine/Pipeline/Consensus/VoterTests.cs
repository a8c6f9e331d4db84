using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Consensus;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Consensus;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Pipeline.Consensus;

public class VoterTests
{
    private const int Bars = 4_000;

    [Fact]
    public void A_judge_of_sides_votes_for_a_side_that_rather_pays_and_else_not_at_all()
    {
        var labels = new LabelSet(1, 0, new sbyte[5], new double[5], [1, 2, 3, 4, 5]) { Sides = [1, 1, -1, -1, 0] };
        var forecasts = new Forecasts(
            [0, 1, 2, 3, 4],
            [new(0, 0.25f, 0.75f, 0), new(0, 0.75f, 0.25f, 0), new(0.75f, 0.25f, 0, 0), new(0.25f, 0.75f, 0, 0), new(0, 1, 0, 0)]);

        var series = Voter.Series(1, [forecasts], [2, 2, 2, 2, 2], labels);

        Assert.Equal([0.5, 0, -0.5, 0, 0], series.Votes);
        Assert.Equal([0.5, -0.5, 0.5, -0.5, -1], series.Convictions!);
        Assert.Equal([2, 2, -2, -2, double.NaN], series.Outcomes);
        Assert.Null(Voter.Series(1, [forecasts], [2, 2, 2, 2, 2], labels with { Sides = null }).Convictions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_judge_without_skill_has_no_reliability_however_good_the_rule(bool isSkilled)
    {
        var random = new SeededRandom(6);
        var sides = new sbyte[Bars];
        double[] outcomes = new double[Bars];
        var forecasts = new Prediction[Bars];
        for (var bar = 0; bar < Bars; bar++)
        {
            sides[bar] = (sbyte)(random.NextDouble() < 0.5 ? 1 : -1);
            var known = random.NextGaussian();
            outcomes[bar] = sides[bar] * (0.5 + 0.5 * known + random.NextGaussian()); // the rule is right more often than not
            var pays = (float)(1 / (1 + Math.Exp(isSkilled ? -known : -random.NextGaussian())));
            forecasts[bar] = sides[bar] > 0 ? new Prediction(0, 1 - pays, pays, 0) : new Prediction(pays, 1 - pays, 0, 0);
        }
        int[] bars = [.. Enumerable.Range(0, Bars)];
        var labels = new LabelSet(1, 0, new sbyte[Bars], new double[Bars], [.. bars.Select(bar => bar + 1)]) { Sides = sides };
        var consensus = new RunningConsensus(new(), Timeframe.H1, [1]);

        var last = ConsensusHistory.Follow(
            consensus, [Voter.Series(1, [new Forecasts(bars, forecasts)], outcomes, labels)], new BarRange(0, Bars))[^1];

        Assert.InRange(last.Reliabilities[0], isSkilled ? 0.2 : 0, isSkilled ? 0.6 : 0.05);
    }
}
