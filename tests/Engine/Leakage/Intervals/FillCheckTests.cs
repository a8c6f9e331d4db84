using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Intervals;

namespace Huracan.Tests.Engine.Leakage.Intervals;

public class FillCheckTests
{
    private static readonly LeakMarket Market = LeakMarkets.Make(1, 300);

    [Fact]
    public void A_fill_in_the_signals_own_bar_is_too_early()
    {
        SignalFill[] fills = [new(8, 9, Market.Candles.Open[9]), new(20, 20, Market.Candles.Open[20])];
        var finding = Assert.Single(FillCheck.Run(fills, Market.Candles).Findings);
        Assert.Equal((20, 0.0), (finding.Bar, finding.Measured));
    }

    [Fact]
    public void A_price_that_its_bar_never_had_is_found()
    {
        var above = Market.Candles.High[9] * 1.01;
        var finding = Assert.Single(FillCheck.Run([new(8, 9, above)], Market.Candles).Findings);
        Assert.Equal(0.01, finding.Measured, 1e-9);
        Assert.False(FillCheck.Run([new(8, 9, Market.Candles.Low[9] / 1.01)], Market.Candles).IsClean);
        Assert.True(FillCheck.Run([new(8, 9, Market.Candles.High[9]), new(8, 9, Market.Candles.Low[9])], Market.Candles).IsClean);
    }
}
