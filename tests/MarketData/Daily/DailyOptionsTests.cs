using Huracan.Contracts;
using Huracan.Engine.Factory;
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
    [InlineData("factory: {at: \"0 0 31 2 *\"}", "factory.at", "never occurs")]
    [InlineData("download: {at: soon}", "download.at", "no cron expression")]
    [InlineData("download: {timeframes: []}", "download.timeframes", "")]
    [InlineData("market: margin", "market", "")]
    [InlineData("factory: {retrain: {drift_level: 2}}", "factory.retrain.drift_level", "")]
    [InlineData("alerts: {webhooks: [nowhere]}", "alerts.webhooks", "must be an address")]
    public void A_wrong_value_is_named_with_its_rule(string yaml, string key, string rule)
    {
        var error = Assert.Throws<InputRefusedException>(() => YamlFile.Parse<DailyOptions>(yaml, "daily.yaml"));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_can_be_switched_off() =>
        Assert.Null(YamlFile.Parse<DailyOptions>("factory: {at: null}", "daily.yaml").CronOf(DailyTask.Factory));

    [Fact]
    public void The_factory_works_on_the_store_of_the_cycle()
    {
        var cycle = new DailyOptions
        {
            Source = "some/store",
            Factory = new FactorySchedule { Settings = ConfigFolder.Find(FactoryOptions.FileName) },
        };

        var factory = cycle.ToFactory();

        Assert.Equal((Path.GetFullPath("some/store"), null), (factory.Source, factory.Funding));
        Assert.Equal(180, factory.Universe.MinHistoryDays);
    }
}
