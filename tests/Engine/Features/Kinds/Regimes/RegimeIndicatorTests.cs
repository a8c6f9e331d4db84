using Huracan.Contracts.Trading;
using Huracan.Engine.Features;
using Huracan.Engine.Regimes;
using Huracan.Tests.Engine.Regimes;

namespace Huracan.Tests.Engine.Features.Kinds.Regimes;

public class RegimeIndicatorTests
{
    private static readonly string[] Names = ["regime_trend", "regime_range", "regime_panic", "regime_illiquid"];

    private static readonly FeatureRecipe Four = FeatureExamples.Sets.Recipe(FeatureSets.Regimes);

    [Fact]
    public void The_set_has_the_four_and_with_them_wide_warms_up_no_longer()
    {
        var set = FeatureExamples.Sets.Recipe("wide+regimes");
        Assert.Equal(Names, Four.Names);
        Assert.Equal([.. FeatureExamples.Wide.Names, .. Names], set.Names);
        Assert.InRange(set.WarmUp, FeatureExamples.Wide.WarmUp, 300);
    }

    [Fact]
    public void Each_column_is_1_where_the_rules_tell_its_regime()
    {
        var candles = MadeUpMarket.Of(31, 4_000, 0.02);
        var regimes = new RegimeClassifier().Classify(candles, new RegimeWindows(24, 240, 72));
        var matrix = Four.Compute(new FeatureInput(candles));
        Assert.Equal(287, matrix.WarmUp);
        for (var t = matrix.WarmUp; t < candles.Count; t++)
        {
            foreach (var name in Names)
            {
                var isIt = name == $"regime_{regimes[t].ToString().ToLowerInvariant()}";
                Assert.Equal(isIt ? 1 : 0, matrix.Column(name)[t]);
            }
        }
        Assert.All(regimes.Bars, entry => Assert.True(entry.Value > 0, $"{entry.Key} does not come up"));
    }

    [Theory]
    [InlineData(290)]
    [InlineData(700)]
    [InlineData(1_999)]
    public void What_follows_a_bar_changes_no_value_up_to_it(int bars)
    {
        var candles = MadeUpMarket.Of(32, 2_000, 0.02);
        var whole = Four.Compute(new FeatureInput(candles));
        foreach (var other in new[] { candles.Slice(0, bars), MadeUpMarket.WithOtherFuture(candles, bars, 5) })
        {
            var part = Four.Compute(new FeatureInput(other));
            foreach (var name in Names)
                Assert.Equal(whole.Column(name)[..bars], part.Column(name)[..bars]);
        }
    }

    [Fact]
    public void Windows_are_those_given()
    {
        var candles = MadeUpMarket.Of(33, 2_000);
        var spec = FeatureExamples.Spec("x", "regime", ("is", "range"), ("current", "10"), ("norm", "50"), ("trend", "100"));
        var column = FeatureExamples.Compute(spec, candles);
        var regimes = new RegimeClassifier().Classify(candles, new RegimeWindows(10, 50, 100));
        Assert.Equal(100, Array.FindIndex(column, double.IsFinite));
        for (var t = 100; t < column.Length; t++)
            Assert.Equal(regimes[t] == MarketRegime.Range ? 1 : 0, column[t]);
    }
}
