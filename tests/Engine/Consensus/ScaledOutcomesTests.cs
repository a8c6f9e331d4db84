using Huracan.Engine.Consensus;
using Huracan.Engine.Labels;
using Huracan.Tests.Engine.Regimes;

namespace Huracan.Tests.Engine.Consensus;

public class ScaledOutcomesTests
{
    [Fact]
    public void They_are_returns_in_volatilities_and_no_crash_counts_more_than_four()
    {
        var candles = MadeUpMarket.Of(5, 4_000);
        var labels = new ForwardReturnLabeler(new LabelOptions { Horizon = 4 }).Label(candles);

        var outcomes = ScaledOutcomes.Of(candles, labels);

        Assert.All(outcomes[..100], outcome => Assert.Equal(double.NaN, outcome));
        Assert.All(outcomes[^5..], outcome => Assert.Equal(double.NaN, outcome));
        var known = outcomes.Where(outcome => !double.IsNaN(outcome)).ToArray();
        Assert.Equal((-4, 4), (known.Min(), known.Max()));
        Assert.InRange(Math.Sqrt(known.Average(outcome => outcome * outcome)), 0.6, 1.6);
        Assert.All(Enumerable.Range(200, 3_000), bar => Assert.Equal(Math.Sign(labels.Returns[bar]), Math.Sign(outcomes[bar])));
    }
}
