using Huracan.Contracts;
using Huracan.Engine.Regimes;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Huracan.Tests.Engine.Regimes;

public class RegimeOptionsTests
{
    [Theory]
    [InlineData("current_days: 0", "'regimes.current_days' is 0", "[0.01, 365]")]
    [InlineData("norm_days: .nan", "'regimes.norm_days'")]
    [InlineData("trend_days: 400", "'regimes.trend_days'")]
    [InlineData("min_bars: 0", "'regimes.min_bars'")]
    [InlineData("illiquid_leave: 0.2", "'regimes.illiquid_leave'", "above illiquid_enter, 0.25")]
    [InlineData("empty_enter: 1.1", "'regimes.empty_enter'")]
    [InlineData("empty_leave: 0.5", "'regimes.empty_leave'", "below empty_enter, 0.5")]
    [InlineData("panic_leave: 2", "'regimes.panic_leave'", "below panic_enter, 2")]
    [InlineData("panic_fall: -1", "'regimes.panic_fall'")]
    [InlineData("trend_enter: 0.5", "'regimes.trend_leave'", "below trend_enter, 0.5")]
    [InlineData("enter_probability: 0.5", "'regimes.enter_probability'", "(0.5, 1)")]
    [InlineData("kind: 7", "'regimes.kind'", "rules or hmm")]
    public void A_value_out_of_range_is_refused_by_name(string yaml, params string[] parts)
    {
        var refusal = Assert.Throws<InputRefusedException>(() => new RegimeClassifier(Parse(yaml)));
        Assert.All(parts, part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void They_are_read_from_settings()
    {
        var options = Parse("{kind: hmm, norm_days: 20, panic_enter: 2.5}");
        Assert.Equal(new RegimeOptions { Kind = RegimeKind.Hmm, NormDays = 20, PanicEnter = 2.5 }, options);
    }

    private static RegimeOptions Parse(string yaml) => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build()
        .Deserialize<RegimeOptions>(yaml);
}
