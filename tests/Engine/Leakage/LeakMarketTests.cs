using Huracan.Engine;
using Huracan.Engine.Leakage;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Leakage;

public class LeakMarketTests
{
    private const int Bar = 401; // its end is no funding time
    private static readonly LeakMarket Market = LeakMarkets.Make(5, 600);

    [Theory]
    [InlineData(FutureChange.Scaled)]
    [InlineData(FutureChange.Shuffled)]
    public void Only_what_follows_is_replaced_by_candles_as_valid(FutureChange change)
    {
        var changed = Market.WithFuture(Bar, change, new SeededRandom(1));
        foreach (var (before, after) in new[] { (Market.Candles, changed.Candles), (Market.Bitcoin!, changed.Bitcoin!) })
        {
            Assert.Equal(before.Close[..(Bar + 1)], after.Close[..(Bar + 1)]);
            Assert.Equal(before.Volume[..(Bar + 1)], after.Volume[..(Bar + 1)]);
            Assert.True(Enumerable.Range(Bar + 1, 198).Count(t => before.Close[t] != after.Close[t]) > 190);
            Assert.All(Enumerable.Range(0, after.Count), t =>
            {
                Assert.InRange(after.Close[t], after.Low[t], after.High[t]);
                Assert.InRange(after.Open[t], after.Low[t], after.High[t]);
            });
        }
        var known = Known(Market.Funding!);
        Assert.Equal(Market.Funding!.Rates[..known], changed.Funding!.Rates[..known]);
        Assert.NotEqual(Market.Funding.Rates[known..].ToArray(), changed.Funding.Rates[known..].ToArray());
        Assert.Equal(Market.Canary[..(Bar + 1)], changed.Canary[..(Bar + 1)]);
        Assert.NotEqual(Market.Canary[(Bar + 1)..], changed.Canary[(Bar + 1)..]);
    }

    [Fact]
    public void What_is_known_at_a_bar_ends_with_it()
    {
        var cut = Market.UpTo(Bar);
        Assert.Equal((Bar + 1, Bar + 1, Bar + 1), (cut.Count, cut.Bitcoin!.Count, cut.Canary.Length));
        Assert.Equal(Known(Market.Funding!), cut.Funding!.Count);
        Assert.True(cut.Funding.Times[^1] <= cut.Candles.EndTime);
    }

    [Fact]
    public void The_telling_canary_tells_the_future_after_the_bar_alone()
    {
        var told = Market.WithTellingCanary(Bar, 4).Canary;
        Assert.Equal(Market.Canary[..(Bar + 1)], told[..(Bar + 1)]);
        double[] next = [.. Enumerable.Range(Bar + 1, 190).Select(t => Math.Log(Market.Candles.Close[t + 4] / Market.Candles.Close[t]))];
        Assert.Equal(1, Pieces.Correlation(told[(Bar + 1)..(Bar + 191)], next), 1e-9);
    }

    private static int Known(FundingSeries funding) =>
        Enumerable.Range(0, funding.Count).Count(i => funding.Times[i] <= Market.Candles.OpenTimes[Bar] + 3_600_000);
}
