using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Features;

public class BtcCoverageTests
{
    private static readonly CandleSeries Unit = FeatureExamples.Candles.Slice(50, 400);

    [Fact]
    public void Btc_columns_stay_where_btc_covers_the_whole_span()
    {
        var input = new FeatureInput(Unit, FeatureExamples.Btc);
        Assert.Same(FeatureExamples.Wide, FeatureExamples.Wide.For(input));
        Assert.Contains("btc_ret1", FeatureExamples.Wide.Compute(input).Names);
    }

    [Theory]
    [InlineData(51, 450)] // starts one bar late
    [InlineData(0, 449)] // ends one bar early
    [InlineData(460, 50)] // no overlap
    [InlineData(0, 0)]
    public void Btc_columns_are_left_out_where_one_bar_of_btc_is_missing(int start, int count)
    {
        var btc = FeatureExamples.Btc.Slice(start, Math.Min(count, FeatureExamples.Btc.Count - start));
        AssertWithoutBtc(new FeatureInput(Unit, start == 51 ? btc : btc.Slice(0, Math.Min(count, btc.Count))));
    }

    [Fact]
    public void Btc_columns_are_left_out_without_btc_and_for_btc_itself()
    {
        AssertWithoutBtc(new FeatureInput(Unit));
        AssertWithoutBtc(new FeatureInput(FeatureExamples.Btc, FeatureExamples.Btc));
    }

    [Fact]
    public void Btc_is_matched_by_time_not_by_position()
    {
        var spec = FeatureExamples.Spec("x", "log_return", ("market", "btc"));
        var column = FeatureExamples.Compute(spec, Unit, FeatureExamples.Btc);
        for (var t = 1; t < Unit.Count; t++)
            Assert.Equal(Math.Log(FeatureExamples.Btc.Close[t + 50] / FeatureExamples.Btc.Close[t + 49]), column[t], 1e-13);
    }

    [Fact]
    public void Computing_btc_columns_without_btc_is_refused()
    {
        var refusal = Assert.Throws<InputRefusedException>(() => FeatureExamples.Wide.Compute(new FeatureInput(Unit)));
        Assert.Contains("SOLUSDT/15m", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("do not cover", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_of_btc_columns_alone_is_refused_for_a_unit_without()
    {
        var recipe = FeatureRecipe.Build(FeatureCatalog.Default, FeatureExamples.Spec("beta", "btc_beta"));
        Assert.Throws<InputRefusedException>(() => recipe.For(new FeatureInput(Unit)));
    }

    [Fact]
    public void Btc_of_another_timeframe_is_a_mistake_of_the_caller()
    {
        var hourly = new CandleSeries("BTCUSDT", Timeframe.H1, [0], [1], [1], [1], [1], [1]);
        Assert.Throws<ArgumentException>(() => new FeatureInput(Unit, hourly));
    }

    private static void AssertWithoutBtc(FeatureInput input)
    {
        Assert.Null(input.Btc);
        var recipe = FeatureExamples.Wide.For(input);
        Assert.False(recipe.NeedsBtc);
        Assert.Equal(FeatureExamples.Wide.Names.Where(name => !name.StartsWith("btc_", StringComparison.Ordinal)), recipe.Names);
        Assert.NotEqual(FeatureExamples.Wide.Hash, recipe.Hash);
        Assert.Equal(recipe.Hash, recipe.Compute(input).Hash);
    }
}
