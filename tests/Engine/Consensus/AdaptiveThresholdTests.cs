using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Consensus;
using Huracan.Tests.Engine.Regimes;

namespace Huracan.Tests.Engine.Consensus;

public class AdaptiveThresholdTests
{
    [Theory]
    [InlineData(MarketRegime.Trend, double.NaN, 1)]
    [InlineData(MarketRegime.Range, 1.5, 1)]
    [InlineData(MarketRegime.Range, 2.25, 1.25)]
    [InlineData(MarketRegime.Unknown, 3, 1.5)]
    [InlineData(MarketRegime.Trend, 9, 1.5)]
    [InlineData(MarketRegime.Panic, 1, 1.5)]
    [InlineData(MarketRegime.Panic, 3, 2.25)]
    [InlineData(MarketRegime.Illiquid, 1, 2)]
    public void Panic_empty_and_wild_markets_ask_for_more(MarketRegime regime, double ratio, double factor) =>
        Assert.Equal(factor, new AdaptiveThreshold(new()).Factor(regime, ratio), 12);

    [Theory]
    [InlineData(0.301, ConsensusLevel.Strong)]
    [InlineData(-0.31, ConsensusLevel.Strong)]
    [InlineData(0.29, ConsensusLevel.Moderate)]
    [InlineData(-0.2, ConsensusLevel.Moderate)]
    [InlineData(0.19, ConsensusLevel.Weak)]
    [InlineData(-0.1, ConsensusLevel.Weak)]
    [InlineData(0.09, ConsensusLevel.None)]
    [InlineData(0, ConsensusLevel.None)]
    public void The_level_is_told_by_multiples_of_the_threshold(double score, ConsensusLevel level) =>
        Assert.Equal(level, new AdaptiveThreshold(new()).LevelOf(score, 0.2));

    [Fact]
    public void At_a_bar_the_volatility_is_that_of_the_candles_up_to_it()
    {
        var candles = MadeUpMarket.Of(3, 3_000);
        var threshold = new AdaptiveThreshold(new() { Volatility = new() { MaxRaise = 1, RatioFrom = 0.2, RatioTo = 5 } });

        var factors = Enumerable.Range(800, 2_000).Select(bar => threshold.Factor(MarketRegime.Range, candles, bar)).ToArray();
        var changed = MadeUpMarket.WithOtherFuture(candles, 2_800, 8);

        Assert.Equal(factors, Enumerable.Range(800, 2_000).Select(bar => threshold.Factor(MarketRegime.Range, changed, bar)));
        Assert.InRange(factors.Max() - factors.Min(), 0.1, 1);
    }

    [Fact]
    public void A_threshold_of_nothing_and_settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveThreshold(new()).LevelOf(0.1, 0));
        Assert.Throws<InputRefusedException>(() => new AdaptiveThreshold(new() { Volatility = new() { MaxRaise = 2 } }));
    }
}
