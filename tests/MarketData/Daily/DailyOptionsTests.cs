using Huracan.Contracts;
using Huracan.MarketData.Daily;
using Huracan.Storage.Configuration;

namespace Huracan.Tests.MarketData.Daily;

public class DailyOptionsTests
{
    [Fact]
    public void The_file_that_ships_says_what_the_program_does_without_it()
    {
        var shipped = YamlFile.Load<DailyOptions>(ConfigFolder.Find(DailyOptions.FileName));

        Assert.Equal(YamlFile.Format(new DailyOptions()), YamlFile.Format(shipped));
        Assert.All(DailyTask.All, task => Assert.NotNull(shipped.CronOf(task)));
    }

    [Theory]
    [InlineData("run: {at: \"0 0 31 2 *\"}", "run.at", "never occurs")]
    [InlineData("download: {at: soon}", "download.at", "no cron expression")]
    [InlineData("download: {timeframes: []}", "download.timeframes", "")]
    [InlineData("market: margin", "market", "")]
    [InlineData("run: {retrain: {drift_level: 2}}", "run.retrain.drift_level", "")]
    [InlineData("alerts: {webhooks: [nowhere]}", "alerts.webhooks", "must be an address")]
    public void A_wrong_value_is_named_with_its_rule(string yaml, string key, string rule)
    {
        var error = Assert.Throws<InputRefusedException>(() => YamlFile.Parse<DailyOptions>(yaml, "daily.yaml"));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_can_be_switched_off() =>
        Assert.Null(YamlFile.Parse<DailyOptions>("run: {at: null}", "daily.yaml").CronOf(DailyTask.Run));
}
