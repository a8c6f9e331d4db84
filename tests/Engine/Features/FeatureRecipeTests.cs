using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Features;

public class FeatureRecipeTests
{
    [Fact]
    public void Columns_come_in_the_order_of_the_set()
    {
        var recipe = Recipe("ret12, gap, ret1");
        Assert.Equal(["ret12", "gap", "ret1"], recipe.Names);
        var matrix = recipe.Compute(new FeatureInput(FeatureExamples.Candles));
        Assert.Equal(recipe.Names, matrix.Names);
        Assert.Equal(matrix.Columns[1], matrix.Column("gap").ToArray());
        Assert.Equal(FeatureExamples.Matrix.Column("ret12").ToArray(), matrix.Columns[0]);
    }

    [Fact]
    public void Hash_changes_with_a_parameter_a_name_and_the_order()
    {
        var hash = Recipe("ret12, gap").Hash;
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.NotEqual(hash, Recipe("gap, ret12").Hash);
        Assert.NotEqual(hash, Recipe("ret12, gap", text => text.Replace("period: 12}", "period: 13}", StringComparison.Ordinal)).Hash);
        Assert.NotEqual(hash, Recipe("ret12x, gap", text => text.Replace("ret12:", "ret12x:", StringComparison.Ordinal)).Hash);
    }

    [Fact]
    public void Hash_does_not_change_with_a_comment_or_the_spelling_of_a_default()
    {
        var hash = Recipe("ret1, rsi14").Hash;
        Assert.Equal(
            hash, Recipe("ret1, rsi14", text => text.Replace("  ret1:", "  # another word\n  ret1:", StringComparison.Ordinal)).Hash);
        foreach (var spelling in new[] { "{smoothing: wilder, kind: rsi}", "{kind: rsi, period: 14.0}" })
            Assert.Equal(
                hash, Recipe("ret1, rsi14", text => text.Replace("{kind: rsi, period: 14}", spelling, StringComparison.Ordinal)).Hash);
    }

    [Fact]
    public void Canonical_text_names_kind_version_and_every_parameter() =>
        Assert.Equal("ret1: log_return/1(coarse=1,market=own,period=1)\ngap: gap/1(coarse=1,market=own)\n", Recipe("ret1, gap").Canonical);

    [Fact]
    public void Specifications_build_an_equal_recipe() =>
        Assert.Equal(FeatureExamples.Wide.Hash, FeatureRecipe.Build(FeatureCatalog.Default, FeatureExamples.Wide.Specs).Hash);

    [Fact]
    public void An_empty_recipe_is_refused() => Assert.Throws<InputRefusedException>(() => FeatureRecipe.Build(FeatureCatalog.Default));

    [Fact]
    public void An_unknown_column_is_named() =>
        Assert.Contains(
            "'no'", Assert.Throws<ArgumentException>(() => { FeatureExamples.Matrix.Column("no"); }).Message, StringComparison.Ordinal);

    [Fact]
    public void A_value_that_is_not_finite_is_refused_with_feature_and_candle()
    {
        var candles = FeatureExamples.Change(FeatureExamples.Candles, 7, bar => [bar[0], bar[1], bar[2], double.NaN, bar[4]]);
        var refusal = Assert.Throws<InputRefusedException>(() => FeatureExamples.Compute(FeatureExamples.Spec("x", "log_return"), candles));
        Assert.Contains("'x'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("candle 7", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Marked_candles_are_data_like_any_other()
    {
        var c = FeatureExamples.Candles;
        var (times, open, high, low) = (c.OpenTimes.ToArray(), c.Open.ToArray(), c.High.ToArray(), c.Low.ToArray());
        var marks = Enumerable.Repeat(true, c.Count).ToArray();
        var marked = new CandleSeries(c.Coin, c.Timeframe, times, open, high, low, c.Close.ToArray(), c.Volume.ToArray(), marks);
        Assert.Equal(FeatureExamples.Matrix.Columns, FeatureExamples.Wide.Compute(new FeatureInput(marked, FeatureExamples.Btc)).Columns);
    }

    private static FeatureRecipe Recipe(string names, Func<string, string>? edit = null)
    {
        var text = (edit ?? (same => same))(FeatureExamples.ConfigText);
        var features = FeatureExamples.Parse(text).Features;
        return new FeatureConfig { Features = features, Sets = { ["set"] = [.. names.Split(", ")] } }
            .Build(FeatureCatalog.Default)
            .Recipe("set");
    }
}
