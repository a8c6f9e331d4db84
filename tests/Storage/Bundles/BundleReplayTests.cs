using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;
using Huracan.Engine.Quality.Confidence;
using Huracan.Storage.Bundles;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Bundles;

public sealed class BundleReplayTests : IDisposable
{
    private static readonly SimulatedMarket Market = new(GenuineRun.Market);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("xgboost")]
    [InlineData("cnn-lstm")]
    public void Figures_follow_from_the_candles_and_the_model(string family)
    {
        var bundle = Written(GenuineRun.Bundle(family: family));

        Assert.NotEqual(0, bundle.Manifest.Metrics.TestSkill);
        Assert.Empty(new BundleReplay(bundle, Market).Differences(CancellationToken.None));
    }

    [Fact]
    public void Candles_that_came_later_change_nothing()
    {
        var bundle = Written(GenuineRun.Bundle());

        Assert.Empty(new BundleReplay(bundle, new LongerMarket(Market)).Differences(CancellationToken.None));
    }

    [Fact]
    public void Every_figure_that_is_not_as_derived_is_named()
    {
        var source = GenuineRun.Bundle();
        var metrics = source.Manifest.Metrics;
        var bundle = Written(source with
        {
            Manifest = source.Manifest with
            {
                Metrics = metrics with
                {
                    TestSkill = metrics.TestSkill + 1e-4,
                    Test = metrics.Test with { TradesTaken = metrics.Test.TradesTaken + 1 },
                },
            },
        });

        var differences = new BundleReplay(bundle, Market).Differences(CancellationToken.None);

        Assert.Equal(2, differences.Count);
        Assert.StartsWith("test_skill is ", differences[0], StringComparison.Ordinal);
        Assert.StartsWith("test.trades_taken is ", differences[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_of_the_intervals_that_test_did_not_teach_is_found()
    {
        var source = GenuineRun.Bundle();
        var learnt = HuracanJson.Deserialize<LearntIntervals>(source.Files[BundleNames.Intervals], BundleNames.Intervals);
        var changed = learnt with { State = learnt.State with { Alpha = learnt.State.Alpha + 0.005 } };
        var bundle = Written(source with
        {
            Files = new Dictionary<string, byte[]>(source.Files) { [BundleNames.Intervals] = HuracanJson.Serialize(changed) },
        });

        var differences = new BundleReplay(bundle, Market).Differences(CancellationToken.None);

        Assert.Contains(BundleNames.Intervals, Assert.Single(differences), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_candles_are_named_before_anything_is_traded()
    {
        var bundle = Written(GenuineRun.Bundle());
        var other = new SimulatedMarket(GenuineRun.Market with { Seed = 6 });
        var second = Market.Load(GenuineRun.Unit.Coin, GenuineRun.Unit.Timeframe, CancellationToken.None).OpenTimes[1];

        var ofOther = new BundleReplay(bundle, other).Differences(CancellationToken.None);
        var ofLater = new BundleReplay(bundle, new WindowedSource(Market, second, null)).Differences(CancellationToken.None);

        Assert.StartsWith("candles, bitcoin of ", ofOther.Single(), StringComparison.Ordinal);
        Assert.StartsWith("candles, bitcoin of ", ofLater.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Funding_that_is_missing_is_the_one_difference_and_so_is_funding_that_was_not_there()
    {
        var source = GenuineRun.Bundle();
        var hashes = source.Manifest.DataHashes;
        Assert.Contains("funding", hashes.Keys);
        var without = Written(source with
        {
            Manifest = source.Manifest with { DataHashes = hashes.Where(pair => pair.Key != "funding").ToDictionary(), Version = "v2" },
        });

        var missing = new BundleReplay(Written(source), new UnfundedMarket(Market)).Differences(CancellationToken.None);
        var added = new BundleReplay(without, Market).Differences(CancellationToken.None);

        Assert.Contains($"has no funding rates of {GenuineRun.Unit.Coin}", missing.Single(), StringComparison.Ordinal);
        Assert.Contains("--funding names their folder", missing.Single(), StringComparison.Ordinal);
        Assert.EndsWith("and it was made without any", added.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_that_have_come_since_are_named_before_anything_is_traded()
    {
        var source = GenuineRun.Bundle();
        var config = Encoding.UTF8.GetString(source.Files[BundleNames.Config]);
        var estimated = config.Replace("spreads:\n  source: configured", "spreads:\n  source: estimated", StringComparison.Ordinal);
        Assert.NotEqual(config, estimated);
        var bundle = Written(source with
        {
            Files = new Dictionary<string, byte[]>(source.Files) { [BundleNames.Config] = Encoding.UTF8.GetBytes(estimated) },
        });

        var differences = new BundleReplay(bundle, new QuotedMarket(Market)).Differences(CancellationToken.None);

        Assert.StartsWith(
            $"half the spread of {GenuineRun.Unit.Coin} is 9 basis points by ", differences.Single(), StringComparison.Ordinal);
        Assert.EndsWith(": its quotes are others", differences.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_that_are_not_derived_are_taken_as_they_are()
    {
        var source = GenuineRun.Bundle();
        var bundle = Written(source with { Manifest = source.Manifest with { Metrics = source.Manifest.Metrics with { Score = 99.5 } } });

        Assert.Empty(new BundleReplay(bundle, Market).Differences(CancellationToken.None));
    }

    [Fact]
    public void A_source_without_the_coin_is_refused()
    {
        var bundle = Written(GenuineRun.Bundle());
        var without = new SimulatedMarket(GenuineRun.Market with { Coins = 0 });

        var refused = Assert.Throws<InputRefusedException>(
            () => new BundleReplay(bundle, without).Differences(CancellationToken.None));

        Assert.Contains($"{GenuineRun.Unit}", refused.Message, StringComparison.Ordinal);
    }

    private Bundle Written(BundleSource source) =>
        Bundle.Open(BundleWriter.Write(folder["champions"], source, signer: null), BundleTrust.Anyone);

    private class SameMarket(ICandleSource market) : ICandleSource
    {
        public string Description => market.Description;

        public string Vendor => market.Vendor;

        public IReadOnlyList<string> Coins => market.Coins;

        public IReadOnlyList<Timeframe> TimeframesOf(string coin) => market.TimeframesOf(coin);

        public virtual FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) =>
            market.LoadFunding(coin, cancellationToken);

        public virtual RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken) =>
            market.Load(coin, timeframe, cancellationToken);
    }

    /// <summary>A market without funding rates.</summary>
    private sealed class UnfundedMarket(ICandleSource market) : SameMarket(market)
    {
        public override FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => null;
    }

    /// <summary>A market with a quote of 18 basis points an hour.</summary>
    private sealed class QuotedMarket(ICandleSource market) : SameMarket(market), IQuoteSource
    {
        public IReadOnlyList<QuotedSpread> LoadSpreads(string coin, long start, long end, CancellationToken cancellationToken) =>
        [
            .. Enumerable.Range(0, (int)((end - start) / Timeframe.H1.Milliseconds))
                .Select(hour => new QuotedSpread(start + hour * Timeframe.H1.Milliseconds, 18)),
        ];
    }

    /// <summary>A market with one more candle of every series.</summary>
    private sealed class LongerMarket(ICandleSource market) : SameMarket(market)
    {
        public override RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
        {
            var raw = base.Load(coin, timeframe, cancellationToken);
            var longer = raw.Take([.. Enumerable.Range(0, raw.Count), raw.Count - 1]);
            longer.OpenTimes[^1] += timeframe.Milliseconds;
            return longer;
        }
    }
}
