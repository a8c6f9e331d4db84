using Huracan.Contracts;
using Huracan.Engine.Features;

namespace Huracan.Tests.Engine.Features;

public class FeatureConfigTests
{
    [Fact]
    public void The_sets_of_the_product_have_the_promised_columns()
    {
        string[] peer =
        [
            "ret1", "ret3", "ret12", "rsi14", "atr14", "ema_ratio", "macd_hist", "bb_pctb", "bb_width", "vol_z96", "rv24", "rv96", "range",
            "clv",
            "obv_slope", "hour_sin", "hour_cos",
        ];
        Assert.Equal(["regimes", "sequence", "wide"], FeatureExamples.Sets.Names);
        Assert.Equal(15, FeatureExamples.Sets.Recipe("sequence").Names.Count);
        Assert.False(FeatureExamples.Sets.Recipe("sequence").NeedsBtc);
        Assert.True(FeatureExamples.Wide.Names.Count >= 60);
        Assert.Empty(peer.Except(FeatureExamples.Wide.Names));
    }

    [Fact]
    public void Every_kind_is_used_by_wide_the_regimes_or_a_primary_rule()
    {
        var used = FeatureExamples.Sets.Recipe("wide+regimes+primary_side:momentum").Specs.Select(spec => spec.Kind);
        Assert.Empty(FeatureCatalog.Default.Kinds.Except(used));
    }

    [Theory]
    [InlineData("features: {a: {kind: log_retrun}}", "'a'", "'log_retrun'", "did you mean 'log_return'")]
    [InlineData(
        "features: {a: {kind: log_return, periods: 3}}", "'a'", "'periods'", "did you mean 'period'", "allowed: coarse, market, period")]
    [InlineData("features: {a: {kind: gap, period: 3}}", "'a'", "'period'", "allowed: coarse, market")]
    [InlineData("features: {a: {kind: log_return, period: 0}}", "'a'", "'period'", "[1, 10000]")]
    [InlineData("features: {a: {kind: log_return, period: 1.5}}", "'a'", "'period'", "whole number")]
    [InlineData("features: {a: {kind: log_return, period: x}}", "'a'", "'period'", "'x'", "number")]
    [InlineData("features: {a: {kind: log_return, period: nan}}", "'a'", "'period'")]
    [InlineData("features: {a: {kind: log_return, period: }}", "'a'", "'period'")]
    [InlineData("features: {a: {kind: rsi, smoothing: sharp}}", "'a'", "'smoothing'", "'sharp'", "wilder, simple")]
    [InlineData("features: {a: {kind: macd, fast: 26, slow: 12}}", "'a'", "'fast' must be less than 'slow'")]
    [InlineData("features: {a: {kind: btc_beta, market: btc}}", "'a'", "'market'")]
    [InlineData("features: {a: {period: 3}}", "'a'", "no 'kind'")]
    [InlineData("features: {a: }", "'a'", "no 'kind'")]
    [InlineData("features: {A-b: {kind: gap}}", "'A-b'", "lower-case")]
    [InlineData("features: {gap: {kind: gap}}", "'sets' is empty")]
    [InlineData("{features: {gap: {kind: gap}}, sets: {s: [gpa]}}", "Set 's'", "'gpa'", "did you mean 'gap'")]
    [InlineData("{features: {gap: {kind: gap}}, sets: {s: [gap, gap]}}", "Set 's'", "'gap'", "twice")]
    [InlineData("{features: {a: {kind: gap}, b: {kind: gap}}, sets: {s: [a, b]}}", "Set 's'", "'a' and 'b'", "same column")]
    [InlineData("{features: {gap: {kind: gap}}, sets: {s+t: [gap]}}", "Set 's+t'", "no '+'")]
    [InlineData("{features: {gap: {kind: gap}}, sets: {s: []}}", "Set 's' is empty")]
    [InlineData("{features: {gap: {kind: gap}}, sets: {s: }}", "Set 's' is empty")]
    public void A_fault_is_refused_by_name(string yaml, params string[] parts)
    {
        var refusal = Assert.Throws<InputRefusedException>(() => FeatureExamples.Parse(yaml).Build(FeatureCatalog.Default, "my.yaml"));
        Assert.All(parts.Prepend("my.yaml"), part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wider", "did you mean 'wide'")]
    [InlineData("wide+regime", "there is no feature set 'regime' (did you mean 'regimes'?)")]
    [InlineData("wide+", "there is no feature set ''")]
    [InlineData("sequence+wide", "sets 'sequence+wide': Feature 'ret1' is in the recipe twice")]
    public void A_set_that_is_not_there_or_cannot_be_joined_is_refused(string set, string words)
    {
        var refusal = Assert.Throws<InputRefusedException>(() => FeatureExamples.Sets.Recipe(set));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Joined_sets_are_the_recipe_of_their_features_in_turn()
    {
        var sets = FeatureExamples.Sets;
        FeatureSpec[] specs = [.. sets.Recipe("sequence").Specs, .. sets.Recipe("regimes").Specs];

        var joined = sets.Recipe("sequence+regimes");

        Assert.Equal(specs.Select(spec => spec.Name), joined.Names);
        Assert.Equal(FeatureRecipe.Build(FeatureCatalog.Default, specs).Hash, joined.Hash);
        Assert.NotEqual(sets.Recipe("regimes+sequence").Hash, joined.Hash);
    }
}
