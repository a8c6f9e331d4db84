using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Tests.Contracts.Reports;

public class RegimeVerdictsTests
{
    [Fact]
    public void The_unknown_regime_is_enabled_only_with_all_others()
    {
        Assert.Equal(Enum.GetValues<MarketRegime>(), Verdicts(_ => true).Enabled());
        Assert.Equal(
            [MarketRegime.Trend, MarketRegime.Panic, MarketRegime.Illiquid], Verdicts(one => one != MarketRegime.Range).Enabled());
        Assert.Empty(Verdicts(one => one == MarketRegime.Unknown).Enabled());
        Assert.Empty(Verdicts(_ => false).Enabled());
    }

    [Fact]
    public void In_words_the_unknown_regime_is_none()
    {
        Assert.Equal("all", RegimeVerdicts.TextOf(null));
        Assert.Equal("all", RegimeVerdicts.TextOf(Enum.GetValues<MarketRegime>()));
        Assert.Equal("trend, range", RegimeVerdicts.TextOf([MarketRegime.Unknown, MarketRegime.Trend, MarketRegime.Range]));
        Assert.Equal("none", RegimeVerdicts.TextOf([MarketRegime.Unknown]));
        Assert.Equal("none", RegimeVerdicts.TextOf([]));
    }

    private static RegimeVerdict[] Verdicts(Func<MarketRegime, bool> enables) =>
        [.. Enum.GetValues<MarketRegime>().Select(one => new RegimeVerdict(one, enables(one), 1, 1, 40, 20, "its figures"))];
}
