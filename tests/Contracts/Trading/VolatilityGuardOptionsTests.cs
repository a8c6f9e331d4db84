using System.ComponentModel.DataAnnotations;
using Huracan.Contracts.Trading;

namespace Huracan.Tests.Contracts.Trading;

public class VolatilityGuardOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Violations(new VolatilityGuardOptions()));

    [Theory]
    [InlineData(0, 30, 1.5, 3, 0.15, "CurrentDays")]
    [InlineData(1, double.NaN, 1.5, 3, 0.15, "HistoryDays")]
    [InlineData(1, 30, -0.1, 3, 0.15, "RatioFrom")]
    [InlineData(1, 30, 1.5, 1.5, 0.15, "RatioTo")]
    [InlineData(1, 30, 1.5, double.PositiveInfinity, 0.15, "RatioTo")]
    [InlineData(1, 30, 1.5, 3, 1.01, "MaxRaise")]
    public void A_value_out_of_range_is_named_with_the_rule(
        double current, double history, double from, double to, double raise, string member)
    {
        var options = new VolatilityGuardOptions
        {
            CurrentDays = current,
            HistoryDays = history,
            RatioFrom = from,
            RatioTo = to,
            MaxRaise = raise,
        };

        var violation = Assert.Single(Violations(options));

        Assert.Equal([member], violation.MemberNames);
        Assert.Contains("it must ", violation.ErrorMessage, StringComparison.Ordinal);
    }

    private static IEnumerable<ValidationResult> Violations(VolatilityGuardOptions options) =>
        options.Validate(new ValidationContext(options));
}
