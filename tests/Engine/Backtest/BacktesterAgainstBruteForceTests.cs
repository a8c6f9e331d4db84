using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Backtest;

public class BacktesterAgainstBruteForceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Four_hundred_random_markets_give_the_same_trades_bar_by_bar_and_trade_by_trade(bool isMaker)
    {
        var reasons = new HashSet<ExitReason>();
        var trades = 0;
        var missing = 0;
        var missed = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            Timeframe[] frames = [Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1];
            var candles = TestMarket.Random(random, 150, frames[seed % 4], marks: seed % 3 > 0);
            var signals = TestMarket.Signals(random, candles.Count, levels: seed % 5 > 0, quantities: seed % 2 == 0);
            var range = new BarRange(random.NextInt(40), 100 + random.NextInt(51));
            var funding = Funding(random, candles);
            var options = new BacktestOptions
            {
                Latency = random.NextInt(3),
                Exit = random.NextInt(2) == 0 ? ExitPolicy.FollowSignal : ExitPolicy.HoldBars(1 + random.NextInt(8)),
                Costs = new CostOptions { MakerTargets = random.NextInt(2) == 0 },
                MaxParticipation = random.NextInt(3) == 0 ? 0.05 : null,
                TrailingDays = 1 + random.NextInt(5),
                Entry = isMaker
                    ? EntryPolicy.Maker(1 + random.NextInt(5), seed % 2 == 0 ? 0 : 100 * random.NextDouble())
                    : EntryPolicy.Taker,
            };
            var result = Backtester.Run(candles, range, signals, funding, options);
            var twin = new BruteForce(candles, range, signals, funding, options);
            var expected = twin.Deals();
            Assert.False(result.Bankrupt);
            Same(expected, result, seed);
            Assert.Equal(twin.Missed, result.MissedEntries);
            missed += result.MissedEntries;
            reasons.UnionWith(result.Trades.Select(t => t.Reason));
            trades += result.Trades.Count;
            missing += result.FundingMissing;
        }
        Assert.Equal(6, reasons.Count); // every reason but bankruptcy was met
        Assert.True(trades > 3000 && missing > 100, $"{trades} trades, {missing} missing rates");
        Assert.Equal(isMaker, missed > 1000);
    }

    private static FundingSeries? Funding(SeededRandom random, CandleSeries candles)
    {
        if (random.NextInt(4) == 0)
            return null;
        var every = random.NextInt(2) == 0 ? 4 : 8;
        var times = new List<long>();
        for (var time = candles.OpenTimes[0]; time < candles.EndTime; time += every * 3_600_000L)
        {
            if (random.NextInt(6) > 0)
                times.Add(time);
        }
        return new FundingSeries(candles.Coin, [.. times], [.. times.Select(_ => 0.0003 * random.NextGaussian())]);
    }

    private static void Same(List<BruteForce.Deal> expected, BacktestResult result, int seed)
    {
        Assert.True(expected.Count == result.Trades.Count, $"seed {seed}: {expected.Count} against {result.Trades.Count} trades");
        for (var i = 0; i < expected.Count; i++)
        {
            var (deal, trade) = (expected[i], result.Trades[i]);
            Assert.Equal(
                (deal.Side, deal.Signal, deal.Entry, deal.Exit.Bar, deal.Exit.Reason),
                (trade.Side, trade.SignalBar, trade.EntryBar, trade.ExitBar, trade.Reason));
            Assert.Equal((deal.EntryPrice, deal.Exit.Price), (trade.EntryPrice, trade.ExitPrice));
            Assert.Equal(deal.Quantity, trade.Quantity, 1e-9 * deal.Quantity);
            Assert.Equal(deal.Fees, trade.Fees, 1e-8);
            Assert.Equal(deal.Other, trade.Spread + trade.Slippage + trade.Impact, 1e-7);
            Assert.Equal(deal.Funding, trade.Funding, 1e-8);
            Assert.Equal(deal.Net, trade.NetPnl, 1e-7);
        }
        Assert.Equal(expected.Sum(d => d.Missing), result.FundingMissing);
        Assert.Equal(expected.Sum(d => d.Net), result.FinalEquity - result.InitialCapital, 1e-6);
    }
}
