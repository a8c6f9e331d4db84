using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Regimes;

namespace Huracan.Tests.Engine.Regimes;

/// <summary>The rules on real candles whose events are known.</summary>
public class RealRegimesTests
{
    [SharedDataFact]
    public void A_coin_that_no_longer_trades_is_illiquid_to_the_end_marked_or_not()
    {
        var candles = RealCandles.Unmarked("FTTUSDT", "1h");
        bool[] dead = [.. Enumerable.Range(0, candles.Count).Select(bar =>
            candles.Volume[bar] == 0 && candles.High[bar] == candles.Low[bar])];
        var marked = new CandleSeries(
            candles.Coin, candles.Timeframe, candles.OpenTimes.ToArray(), candles.Open.ToArray(), candles.High.ToArray(),
            candles.Low.ToArray(), candles.Close.ToArray(), candles.Volume.ToArray(), dead);
        var last = Bar(candles, new(2022, 11, 14, 4, 0, 0, TimeSpan.Zero));
        foreach (var series in new[] { candles, marked })
        {
            var span = new RegimeClassifier().Classify(series).Spans[^1];
            Assert.Equal(MarketRegime.Illiquid, span.Regime);
            Assert.Equal(candles.Count, span.Bars.End);
            Assert.InRange(span.Bars.Start, last, last + 25);
        }
    }

    [SharedDataFact]
    public void The_crash_of_October_2025_is_panic_within_two_hours_on_every_coin()
    {
        var crash = new DateTimeOffset(2025, 10, 10, 21, 0, 0, TimeSpan.Zero);
        var coins = 0;
        foreach (var path in Directory.EnumerateFiles(SharedData.Candles, "*_15m.csv.gz").Order(StringComparer.Ordinal))
        {
            var coin = Path.GetFileName(path).Split('_')[0];
            if (coin is "USDCUSDT")
                continue;
            var candles = Preflight.Check(RealCandles.Raw(coin, "15m")).Series!;
            var bar = Bar(candles, crash.AddHours(2)) - 1;
            var regimes = new RegimeClassifier().Classify(candles);
            Assert.True(regimes[bar] == MarketRegime.Panic, $"{coin} is in {regimes[bar]}");
            coins++;
        }
        Assert.InRange(coins, 30, 40);
    }

    [SharedDataFact]
    public void Four_filled_quarters_of_an_hour_change_nothing()
    {
        var candles = Preflight.Check(RealCandles.Raw("BTCUSDT", "15m")).Series!;
        var regimes = new RegimeClassifier().Classify(candles);
        var marked = Enumerable.Range(0, candles.Count).Where(bar => candles.Marked[bar]).ToArray();
        Assert.Equal(4, marked.Length);
        Assert.All(marked, bar => Assert.Equal(regimes[bar - 1], regimes[bar]));
    }

    private static int Bar(CandleSeries candles, DateTimeOffset time)
    {
        var bar = candles.IndexOf(time.ToUnixTimeMilliseconds());
        Assert.True(bar > 0, $"{candles.Unit} has no candle of {time:u}");
        return bar;
    }
}
