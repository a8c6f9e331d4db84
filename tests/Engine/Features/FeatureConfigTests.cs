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
        Assert.Equal(["sequence", "wide", "wide-regimes"], FeatureExamples.Sets.Names);
        Assert.Equal(15, FeatureExamples.Sets.Recipe("sequence").Names.Count);
        Assert.False(FeatureExamples.Sets.Recipe("sequence").NeedsBtc);
        Assert.True(FeatureExamples.Wide.Names.Count >= 60);
        Assert.Empty(peer.Except(FeatureExamples.Wide.Names));
    }

    [Fact]
    public void Every_kind_is_used_by_a_wide_set()
    {
        var used = FeatureExamples.Sets.Recipe("wide-regimes").Specs.Select(spec => spec.Kind);
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
    [InlineData("{features: {gap: {kind: gap}}, sets: {s: []}}", "Set 's' is empty")]
    [InlineData("{features: {gap: {kind: gap}}, sets: {s: }}", "Set 's' is empty")]
    public void A_fault_is_refused_by_name(string yaml, params string[] parts)
    {
        var refusal = Assert.Throws<InputRefusedException>(() => FeatureExamples.Parse(yaml).Build(FeatureCatalog.Default, "my.yaml"));
        Assert.All(parts.Prepend("my.yaml"), part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_set_is_refused_with_the_nearest_one()
    {
        var refusal = Assert.Throws<InputRefusedException>(() => FeatureExamples.Sets.Recipe("wider"));
        Assert.Contains("did you mean 'wide'", refusal.Message, StringComparison.Ordinal);
    }
}
