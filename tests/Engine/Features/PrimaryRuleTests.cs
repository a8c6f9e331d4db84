using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Tests.Engine.Market;

namespace Huracan.Tests.Engine.Features;

public class PrimaryRuleTests
{
    private static readonly CandleSeries Candles = RandomCandles.Series(700, seed: 4);

    public static TheoryData<string, int, Func<double[], int>> Rules => new()
    {
        // The last close stands at the end of what the twin is given.
        { "momentum:period=7", 8, closes => Math.Sign(closes[^1] - closes[0]) },
        { "ma_cross:fast=5,slow=21", 21, closes => Math.Sign(closes[^5..].Average() - closes.Average()) },
        { "mean_reversion:period=20,threshold=1.5", 20, Against },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Sides_are_those_of_a_slow_twin_and_do_not_know_what_comes(string text, int closes, Func<double[], int> twin)
    {
        var rule = PrimaryRule.Parse(text);

        var sides = rule.Sides(Candles);

        for (var t = 0; t < Candles.Count; t++)
            Assert.Equal(t < closes - 1 ? 0 : twin(Candles.Close[(t - closes + 1)..(t + 1)].ToArray()), sides[t]);
        Assert.Equal(sides[..400], rule.Sides(Candles.Slice(0, 400)));
        Assert.Equal(rule.Text.StartsWith("mean", StringComparison.Ordinal) ? 3 : 2, sides[closes..].Distinct().Count());
        Assert.Empty(rule.Sides(Candles.Slice(0, 0)));
    }

    [Theory]
    [InlineData("momentum", 24)]
    [InlineData("ma_cross", 47)]
    [InlineData("mean_reversion", 47)]
    public void Prices_that_stand_still_have_no_side(string text, int warmUp)
    {
        var still = Enumerable.Repeat(0.1 + 0.2, 300).ToArray();
        var series = new CandleSeries(
            "AAAUSDT", Timeframe.M15, [.. Enumerable.Range(0, 300).Select(i => i * Timeframe.M15.Milliseconds)], still, still, still, still,
            still);

        Assert.All(PrimaryRule.Parse(text).Sides(series), side => Assert.Equal(0, side));
        Assert.Equal(warmUp, FeatureExamples.Sets.Recipe(PrimaryRule.Parse(text).Set).WarmUp);
    }

    [Fact]
    public void A_rule_names_every_parameter_and_its_set_can_be_joined()
    {
        var (short_, full) = (PrimaryRule.Parse("ma_cross: slow=30"), PrimaryRule.Parse("ma_cross:fast=12,slow=30"));
        var joined = FeatureExamples.Sets.Recipe($"sequence+{full.Set}");

        Assert.Equal("ma_cross:fast=12,slow=30", short_.Text);
        Assert.Equal(full.Set, short_.Set);
        Assert.Equal("momentum:period=24", PrimaryRule.Parse(PrimaryRule.Default).Text);
        Assert.Equal(PrimaryRule.Column, joined.Names[^1]);
        Assert.NotEqual(joined.Hash, FeatureExamples.Sets.Recipe("sequence+primary_side:momentum:period=24").Hash);
    }

    [Theory]
    [InlineData("trend", "'rule' is 'trend'; it must be one of: momentum, ma_cross, mean_reversion")]
    [InlineData("momentum:period=0", "'period' is 0; it must lie in [1, 10000]")]
    [InlineData("momentum:fast=3", "there is no parameter 'fast'")]
    [InlineData("momentum:period", "'period' must be a parameter of the rule and its value")]
    [InlineData("momentum:market=btc", "'market=btc' must be a parameter of the rule")]
    [InlineData("momentum:period=3,period=4", "given once")]
    [InlineData("ma_cross:fast=48,slow=12", "'fast' must be less than 'slow'")]
    [InlineData("mean_reversion:threshold=0", "'threshold' is 0; it must lie in [0.1, 10]")]
    public void A_fault_is_refused_by_name(string text, string reason)
    {
        var message = Assert.Throws<InputRefusedException>(() => PrimaryRule.Parse(text)).Message;

        Assert.Contains($"The primary rule is '{text}'", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    private static int Against(double[] closes)
    {
        var mean = closes.Average();
        var deviation = Math.Sqrt(closes.Sum(c => (c - mean) * (c - mean)) / (closes.Length - 1));
        var score = (closes[^1] - mean) / deviation;
        return Math.Abs(score) > 1.5 ? -Math.Sign(score) : 0;
    }
}
