using Huracan.Contracts;
using Huracan.Engine.Factory;
using Huracan.Storage.Configuration;

namespace Huracan.Tests.Storage.Configuration;

public class SettingKeysTests
{
    [Fact]
    public void Every_key_of_a_file_can_be_set_and_is_as_if_it_stood_there()
    {
        var (options, file) = (new FactoryOptions(), new FactoryOptions());
        foreach (var key in SettingKeys.Of<FactoryOptions>())
            SettingKeys.Set(options, key, Text(key), key);

        Assert.Equal("data/x", options.Source);
        Assert.Equal([Timeframe.M15, Timeframe.D1], options.Horizons);
        Assert.Equal((RiskPreset.Aggressive, true), (options.RiskPreset, options.DryRun));
        Assert.Equal((7, 0.5), (options.Universe.MaxCoins, options.Universe.QuotePerGbp));
        Assert.Equal(0.25, options.Promotion.DrawdownRatio);
        var written = YamlFile.Format(options).Split('\n');
        Assert.All(YamlFile.Format(file).Split('\n').Zip(written), pair => Assert.True(
            pair.First.EndsWith(':') || pair.First.Length == 0 || pair.First != pair.Second, $"{pair.First} was not replaced"));
    }

    [Fact]
    public void The_keys_are_those_of_the_file_with_those_of_groups()
    {
        var keys = SettingKeys.Of<FactoryOptions>();

        Assert.Contains("keep_versions", keys);
        Assert.Contains("universe.max_empty_share", keys);
        Assert.Contains("promotion.least_trades", keys);
        Assert.DoesNotContain("universe", keys);
    }

    [Theory]
    [InlineData("horizons", "1h,5x", "--x is '1h,5x', of which '5x' must be a timeframe in minutes, hours or days")]
    [InlineData("dry_run", "perhaps", "--x is 'perhaps'; it must be true or false.")]
    [InlineData("lookback_days", "long", "--x is 'long'; it must be a whole number from -2147483648 to 2147483647, or null.")]
    [InlineData("keep_versions", "null", "--x is 'null'; it must be a whole number")]
    [InlineData("universe.max_spread_bps", "wide", "--x is 'wide'; it must be a finite number.")]
    public void A_value_of_another_kind_is_refused_with_origin_value_and_rule(string key, string text, string message) =>
        Assert.StartsWith(
            message, Assert.Throws<InputRefusedException>(() => SettingKeys.Set(new FactoryOptions(), key, text, "--x")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Null_is_a_value_where_the_key_has_it()
    {
        var options = new FactoryOptions { Source = "x", MaxConcurrentJobs = 3 };

        SettingKeys.Set(options, "source", "null", "--source");
        SettingKeys.Set(options, "max_concurrent_jobs", "null", "--jobs");

        Assert.Null(options.Source);
        Assert.Null(options.MaxConcurrentJobs);
    }

    // Other than the default of each, of its kind.
    private static string Text(string key) => key switch
    {
        "source" or "funding" or "compare_source" or "settings" => "data/x",
        "timeframes" or "horizons" => "15m, 1d",
        "models" => "xgboost",
        "risk_preset" => "aggressive",
        "training_backend" => "cluster",
        "dry_run" or "train_on_regimes" => "true",
        "universe.quote_per_gbp" or "universe.max_empty_share" => "0.5",
        "promotion.alpha" or "promotion.drawdown_ratio" => "0.25",
        "promotion.cash_drawdown" => "0.75",
        _ => "7",
    };
}
