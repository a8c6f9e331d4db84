using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;

namespace Huracan.Tests.Engine.Market.Spreads;

public class SpreadChoiceTests
{
    private static readonly SpreadOptions Estimated = new() { Source = SpreadSource.Estimated, MaxHalfSpreadBps = 50 };
    private static readonly CandleSeries Wide = BouncingMarket.Of(60, 120, Timeframe.M15, 20, 3);
    private static readonly long Test = Wide.OpenTimes[Wide.Count * 3 / 4];

    [Fact]
    public void Unless_asked_for_nothing_is_looked_at()
    {
        var spread = new SpreadChoice(new SpreadOptions(), 1).Decide([Wide], 0.75, (_, _) => throw new InvalidOperationException());

        Assert.Equal(new CoinSpread(1, SpreadOrigin.Configured, 0, null, null), spread);
        Assert.Equal(spread, new SpreadChoice(Estimated, 1).Decide([], 0.75, null));
    }

    [Fact]
    public void Candles_from_the_test_part_on_change_nothing()
    {
        var spread = new SpreadChoice(Estimated, 1).Decide([Wide], 0.75, null);
        var other = BouncingMarket.Of(500, 30, Timeframe.M15, 20, 4);
        var (kept, rest) = (Wide.Count * 3 / 4, Wide.Count - Wide.Count * 3 / 4);
        double[] Joined(Func<CandleSeries, double[]> column) => [.. column(Wide)[..kept], .. column(other)[..rest]];
        var tampered = new CandleSeries(
            Wide.Coin, Wide.Timeframe, Wide.OpenTimes.ToArray(), Joined(c => c.Open.ToArray()), Joined(c => c.High.ToArray()),
            Joined(c => c.Low.ToArray()), Joined(c => c.Close.ToArray()), Joined(c => c.Volume.ToArray()));

        Assert.Equal(SpreadOrigin.Estimated, spread.Origin);
        Assert.InRange(spread.HalfSpreadBps, 28, 32);
        Assert.Equal(Test, spread.To!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(spread, new SpreadChoice(Estimated, 1).Decide([tampered], 0.75, null));
    }

    [Fact]
    public void The_finest_candles_decide_up_to_the_earliest_test_part()
    {
        var hours = BouncingMarket.Of(60, 100, Timeframe.H1, 20, 3);

        var spread = new SpreadChoice(Estimated, 1).Decide([hours, Wide], 0.75, null);

        Assert.Equal(hours.OpenTimes[hours.Count * 3 / 4], spread.To!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(75 * 96 - 1, spread.Samples);
    }

    [Theory]
    [InlineData(0.5, 20, 20)]
    [InlineData(40, 50, 40)]
    public void A_measured_spread_is_kept_within_the_bounds(double least, double most, double expected)
    {
        var options = Estimated with { MinHalfSpreadBps = least, MaxHalfSpreadBps = most };
        var spread = new SpreadChoice(options, 1).Decide([Wide], 0.75, null);

        Assert.Equal(expected, spread.HalfSpreadBps);
        Assert.InRange(spread.MeasuredHalfSpreadBps!.Value, 28, 32);
    }

    [Fact]
    public void What_candles_cannot_tell_from_noise_leaves_the_configured_spread()
    {
        var spread = new SpreadChoice(Estimated, 1.25).Decide([BouncingMarket.Of(1, 120, Timeframe.M15, 20, 5)], 0.75, null);

        Assert.Equal((1.25, SpreadOrigin.Configured), (spread.HalfSpreadBps, spread.Origin));
        Assert.True(spread is { Samples: > 8_000, MeasuredHalfSpreadBps: not null });
    }

    [Theory]
    [InlineData(100, 500, 4, true)] // enough from before
    [InlineData(99, 500, 8, false)] // too few: later ones, marked as such
    public void Quotes_go_before_candles(int before, int after, double expectedBps, bool isBeforeTest)
    {
        IReadOnlyList<QuotedSpread> Quotes(long start, long end) =>
        [
            .. Enumerable.Range(0, before).Select(i => new QuotedSpread(Test - before + i, i % 3 == 0 ? 900 : 4))
                .Concat(Enumerable.Range(0, after).Select(i => new QuotedSpread(Test + i, 8)))
                .Where(quote => quote.Time >= start && quote.Time < end),
        ];

        var spread = new SpreadChoice(Estimated, 1).Decide([Wide], 0.75, Quotes);

        Assert.Equal((expectedBps / 2, SpreadOrigin.Quotes, isBeforeTest), (spread.HalfSpreadBps, spread.Origin, spread.IsBeforeTest));
        Assert.Equal(isBeforeTest ? before : after, spread.Samples);
    }

    [Fact]
    public void Quotes_from_long_before_the_test_part_go_before_later_ones()
    {
        var old = Test - (long)TimeSpan.FromDays(40).TotalMilliseconds;
        IReadOnlyList<QuotedSpread> Quotes(long start, long end) =>
        [
            .. Enumerable.Range(0, 100).Select(i => new QuotedSpread(old + i, 6))
                .Concat(Enumerable.Range(0, 100).Select(i => new QuotedSpread(Test + i, 8)))
                .Where(quote => quote.Time >= start && quote.Time < end),
        ];

        var spread = new SpreadChoice(Estimated, 1).Decide([Wide], 0.75, Quotes);

        Assert.Equal((3.0, true, old), (spread.HalfSpreadBps, spread.IsBeforeTest, spread.From!.Value.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public void The_median_of_quotes_is_that_over_time_and_a_pause_counts_for_a_minute()
    {
        // 2 bp stood for most of ten seconds, 40 bp was quoted a hundred times within a tenth of one; then nothing for an hour.
        QuotedSpread[] quotes =
        [
            .. Enumerable.Range(0, 10).Select(i => new QuotedSpread(Test - 20_000_000 + 1_000 * i, 2)),
            .. Enumerable.Range(0, 100).Select(i => new QuotedSpread(Test - 20_000_000 + 9_001 + i, 40)),
            new QuotedSpread(Test - 20_000_000 + 9_101, 4),
            .. Enumerable.Range(0, 3).Select(i => new QuotedSpread(Test - 10_000_000 + 60_000 * i, 2)),
        ];

        var spread = new SpreadChoice(Estimated, 1).Decide([Wide], 0.75, (start, end) =>
            [.. quotes.Where(quote => quote.Time >= start && quote.Time < end)]);

        Assert.Equal(1, spread.MeasuredHalfSpreadBps);
    }

    [Fact]
    public void Bounds_out_of_order_are_refused()
    {
        var error = Assert.Single(OptionErrors.Of(new SpreadOptions { MinHalfSpreadBps = 3, MaxHalfSpreadBps = 2 }, "spreads"));

        Assert.Equal("'spreads.max_half_spread_bps' is 2; it must lie in [min_half_spread_bps, 10000].", error);
        Assert.NotEmpty(OptionErrors.Of(new SpreadOptions { MinHalfSpreadBps = double.NaN }, "spreads"));
    }
}
