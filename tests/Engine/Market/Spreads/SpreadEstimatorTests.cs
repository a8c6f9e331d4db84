using System.Text.Json;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Market.Spreads;

public class SpreadEstimatorTests
{
    [Fact]
    public void Both_estimators_and_their_pooling_agree_with_numpy()
    {
        var golden = Golden();
        var candles = Candles(golden.GetProperty("candles"));
        var (all, abdi, corwin, pooled) = (new BarRange(0, candles.Count), golden.GetProperty("abdi_ranaldo"),
            golden.GetProperty("corwin_schultz"), golden.GetProperty("pooled"));

        var squared = AbdiRanaldo.SquaredPairs(candles, all);
        Same(abdi.GetProperty("squared"), squared);
        Assert.Equal(abdi.GetProperty("of_span").GetDouble(), AbdiRanaldo.OfSpan(squared), 1e-12);
        Assert.Equal(abdi.GetProperty("of_pairs").GetDouble(), AbdiRanaldo.OfPairs(squared), 1e-12);

        var pairs = CorwinSchultz.Pairs(candles, all);
        Same(corwin.GetProperty("pairs"), pairs);
        Assert.Equal(corwin.GetProperty("of_span").GetDouble(), CorwinSchultz.OfSpan(pairs), 1e-12);
        Assert.Equal(corwin.GetProperty("of_pairs").GetDouble(), CorwinSchultz.OfPairs(pairs), 1e-12);
        Assert.Contains(pairs, pair => pair.Value < 0); // so that the treatments of negative ones differ

        var estimate = SpreadEstimate.Of(candles, all);
        Assert.Equal(pooled.GetProperty("bps").GetDouble(), estimate.Bps, 1e-8);
        Assert.Equal(pooled.GetProperty("above_noise").GetBoolean(), estimate.IsAboveNoise);
    }

    [Fact]
    public void Pairs_with_a_marked_candle_or_one_without_volume_are_left_out()
    {
        var golden = Golden();
        var candles = Candles(golden.GetProperty("candles"));
        var expected = golden.GetProperty("pairs").Deserialize<int[]>()!.Select(bar => candles.OpenTimes[bar]);

        Assert.Equal(expected, AbdiRanaldo.SquaredPairs(candles, new BarRange(0, candles.Count)).Select(pair => pair.Time));
    }

    [Fact]
    public void Without_pairs_there_is_no_estimate_and_a_day_alone_is_no_evidence()
    {
        var candles = BouncingMarket.Of(100, 1, Timeframe.H1, 20, 1);

        Assert.Equal(double.NaN, AbdiRanaldo.OfSpan(AbdiRanaldo.SquaredPairs(candles, new BarRange(3, 4))));
        Assert.Equal(double.NaN, CorwinSchultz.OfPairs(CorwinSchultz.Pairs(candles, new BarRange(3, 4))));
        Assert.Equal(new SpreadEstimate(double.NaN, false, 0, 0, 0), SpreadEstimate.Of(candles, new BarRange(3, 4)));
        Assert.False(SpreadEstimate.Of(candles, new BarRange(0, candles.Count)).IsAboveNoise);
    }

    // Medians of seven markets. Abdi and Ranaldo's estimate, its negative days as they are, is right from 10 bp on; with negative pairs as
    // 0, both papers' means of pairs say the same of 1 and of 10 bp.
    [Theory]
    [InlineData(15, 10, 2)]
    [InlineData(15, 20, 1.5)]
    [InlineData(15, 50, 1.5)]
    [InlineData(60, 20, 4)]
    [InlineData(60, 50, 2.5)]
    public void A_planted_spread_is_recovered_where_it_is_wide_beside_the_noise(int minutes, double spreadBps, double tolerance)
    {
        var estimates = Markets(minutes, spreadBps).Select(candles => SpreadEstimate.Of(candles, new BarRange(0, candles.Count))).ToArray();

        var median = SpreadEstimate.Median([.. estimates.Select(estimate => estimate.Bps)]);
        Assert.InRange(median, spreadBps - tolerance, spreadBps + tolerance);
        Assert.True(estimates.Count(estimate => estimate.IsAboveNoise) >= 4, "a spread as wide is seen");
    }

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    public void A_spread_of_1_bp_is_not_told_from_noise_and_means_of_pairs_take_the_noise_for_a_spread(int minutes)
    {
        var markets = Markets(minutes, 1).ToArray();
        var all = new BarRange(0, markets[0].Count);

        Assert.True(markets.Count(candles => SpreadEstimate.Of(candles, all).IsAboveNoise) <= 1);
        Assert.All(markets, candles =>
        {
            Assert.True(1e4 * AbdiRanaldo.OfPairs(AbdiRanaldo.SquaredPairs(candles, all)) > 10);
            Assert.True(1e4 * CorwinSchultz.OfPairs(CorwinSchultz.Pairs(candles, all)) > 10);
        });
    }

    private static IEnumerable<CandleSeries> Markets(int minutes, double spreadBps)
    {
        var timeframe = minutes == 15 ? Timeframe.M15 : Timeframe.H1;
        return Enumerable.Range(1, 7).Select(seed => BouncingMarket.Of(spreadBps, 200, timeframe, minutes == 15 ? 40 : 100, (ulong)seed));
    }

    private static void Same(JsonElement expected, IReadOnlyList<PairEstimate> pairs)
    {
        var values = expected.Deserialize<double[]>()!;
        Assert.Equal(values.Length, pairs.Count);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(values[i], pairs[i].Value, 1e-12);
    }

    private static JsonElement Golden() =>
        JsonDocument.Parse(File.ReadAllText(Repository.Golden("spreads", "spreads.json"))).RootElement;

    private static CandleSeries Candles(JsonElement columns)
    {
        double[] Column(string name) => columns.GetProperty(name).Deserialize<double[]>()!;
        var open = Column("open");
        return new CandleSeries(
            "TESTUSDT", Timeframe.H1, [.. Enumerable.Range(0, open.Length).Select(bar => 1_704_067_200_000 + bar * 3_600_000L)], open,
            Column("high"), Column("low"), Column("close"), Column("volume"), columns.GetProperty("marked").Deserialize<bool[]>());
    }
}
