using System.Text.Json;
using Huracan.Cli.Server;
using Huracan.Contracts;
using Huracan.Contracts.Http;

namespace Huracan.Tests.Cli.Server;

public class EventLineTests
{
    [Theory]
    [InlineData("""{"from":"BACKTESTING","state":"SCORED","owner":"silo-1","reason":"it earns"}""", "00:00:00 BTCUSDT/1h SCORED it earns")]
    [InlineData("""{"from":"QUEUED","state":"PREFLIGHT","owner":"silo-1","reason":"was queued"}""", "00:00:00 BTCUSDT/1h PREFLIGHT silo-1")]
    [InlineData("""{"from":"SCORED","state":"EXPORTING","owner":"silo-1","reason":"it earns"}""", "00:00:00 BTCUSDT/1h EXPORTING silo-1")]
    [InlineData("""{"from":"SCORED","state":"","owner":"silo-1","reason":"it earns"}""", "00:00:00 BTCUSDT/1h  silo-1")]
    [InlineData("""{"from":"TUNING","state":"TUNING","owner":"silo-1"}""", null)]
    [InlineData(
        """{"from":"BACKTESTING","state":"SCORED","reason":"it earns","family":"xgboost","horizon":4}""",
        "00:00:00 BTCUSDT/1h SCORED xgboost/h4 it earns")]
    [InlineData(
        """{"from":"BACKTESTING","state":"FAILED","reason":"it broke","family":null,"horizon":null}""",
        "00:00:00 BTCUSDT/1h FAILED it broke")]
    [InlineData(
        """{"from":"TUNING","state":"FINALIZING","owner":"silo-1","activity":{"scope":"BTCUSDT/1h/cnn-lstm/h4","stage":"final"}}""",
        "00:00:00 BTCUSDT/1h FINALIZING cnn-lstm/h4 silo-1")]
    [InlineData(
        """{"from":"QUEUED","state":"PREFLIGHT","owner":"silo-1","activity":{"scope":"BTCUSDT/1h","stage":"ingest"}}""",
        "00:00:00 BTCUSDT/1h PREFLIGHT silo-1")]
    public void A_unit_that_ended_says_why_and_any_other_who_works_on_what(string data, string? line) =>
        Assert.Equal(
            line,
            EventLine.Of(new ClusterEvent(
                "1-1", DateTimeOffset.UnixEpoch, "r", "BTCUSDT", Timeframe.H1, "unit", JsonDocument.Parse(data).RootElement)));

    [Fact]
    public void A_champion_shows_horizon_and_version() => Assert.Equal(
        "00:00:00 BTCUSDT/1h champion h4 v1",
        EventLine.Of(new ClusterEvent(
            "1-1", DateTimeOffset.UnixEpoch, "r", "BTCUSDT", Timeframe.H1, "champion",
            JsonDocument.Parse("""{"horizon":4,"version":"v1"}""").RootElement)));

    [Fact]
    public void A_run_shows_its_state() => Assert.Equal(
        "00:00:00 run ARCHIVED",
        EventLine.Of(new ClusterEvent(
            "1-1", DateTimeOffset.UnixEpoch, "r", null, null, "run", JsonDocument.Parse("""{"state":"ARCHIVED"}""").RootElement)));
}
