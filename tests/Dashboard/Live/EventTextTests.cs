using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Dashboard.Live;

namespace Huracan.Tests.Dashboard.Live;

public class EventTextTests
{
    [Fact]
    public void A_change_of_state_or_desired_state_is_news_and_progress_is_not()
    {
        Assert.False(EventText.IsNews(Unit("""{"from":"FINALIZING","state":"FINALIZING","desired_state":"RUN","progress":0.5}""")));
        Assert.True(EventText.IsNews(Unit("""{"from":"FINALIZING","state":"BACKTESTING","desired_state":"RUN"}""")));
        Assert.True(EventText.IsNews(Unit("""{"from":"FINALIZING","state":"FINALIZING","desired_state":"PAUSE"}""")));
        Assert.True(EventText.IsNews(Run("""{"state":"PAUSED"}""")));
        Assert.True(EventText.IsNews(Decision("""{"action":"ACTIVE"}""")));
    }

    [Fact]
    public void A_page_of_units_is_loaded_again_for_runs_and_units_alone()
    {
        Assert.True(EventText.IsOfUnits(Run("""{"state":"FINISHED"}""")));
        Assert.True(EventText.IsOfUnits(Unit("""{"from":"BACKTESTING","state":"SCORED"}""")));
        Assert.False(EventText.IsOfUnits(Unit("""{"from":"TUNING","state":"TUNING","desired_state":"RUN"}""")));
        Assert.False(EventText.IsOfUnits(Unit("""{"horizon":4,"version":"v1"}""") with { Kind = "champion" }));
        Assert.False(EventText.IsOfUnits(Decision("""{"action":"ACTIVE"}""")));
        Assert.False(EventText.IsOfUnits(Schedule("""{"task":"download","state":"DONE"}""")));
        Assert.False(EventText.IsOfUnits(Unit("""{"alert":"unit_failing","text":"it keeps failing"}""") with { Kind = "alert" }));
    }

    [Fact]
    public void Events_are_described_in_words()
    {
        Assert.Equal(
            "finalizing → failed: out of disk",
            EventText.Describe(Unit("""{"from":"FINALIZING","state":"FAILED","desired_state":"RUN","reason":"out of disk"}""")));
        Assert.Equal(
            "preflight → finalizing: mlp/h4 best epoch 3: train 0.6931, validation 0.7000, 12,000 samples/s",
            EventText.Describe(Unit("""
                {"from":"PREFLIGHT","state":"FINALIZING","activity":{"scope":"BTCUSDT/1h/mlp/h4","stage":"final",
                 "epoch":{"training":"best","number":3,"train_loss":0.69312,"validation_loss":0.7,"samples_per_second":12000.4}}}
                """)));
        Assert.Equal(
            "queued, to pause", EventText.Describe(Unit("""{"from":"QUEUED","state":"QUEUED","desired_state":"PAUSE","activity":null}""")));
        Assert.Equal(
            "champion of h4 is 20260101T000000Z-00000001",
            EventText.Describe(Unit("""{"horizon":4,"version":"20260101T000000Z-00000001"}""") with { Kind = "champion" }));
        Assert.Equal(
            "champion of h4 is v1, rolled back",
            EventText.Describe(Unit("""{"horizon":4,"version":"v1","is_rollback":true}""") with { Kind = "champion" }));
        Assert.Equal("run finished", EventText.Describe(Run("""{"state":"FINISHED"}""")));
        Assert.Equal(
            "decided NO_TRADE → ACTIVE, HIGH: it earns",
            EventText.Describe(Decision("""{"action":"ACTIVE","before":"NO_TRADE","score":80.12,"tier":"HIGH","reason":"it earns"}""")));
        Assert.Equal(
            "decided NO_TRADE, REJECTED: no candles",
            EventText.Describe(Decision("""{"action":"NO_TRADE","before":null,"score":0,"tier":"REJECTED","reason":"no candles"}""")));
        Assert.Equal(
            "earlier events are no longer kept; some were missed", EventText.Describe(Run("{}") with { Kind = "cut", RunId = "" }));
        Assert.Equal(
            "refused: it is worked on",
            EventText.Describe(Schedule("""{"task":"download","state":"REFUSED","summary":"it is worked on"}""")));
        Assert.Equal("download", EventText.Subject(Schedule("""{"task":"download"}""")));
        var alert = Schedule("""{"alert":"no_champion","text":"None of 3 units is ACTIVE."}""") with { Kind = "alert" };
        Assert.Equal("alert, no champion: None of 3 units is ACTIVE.", EventText.Describe(alert));
        Assert.Equal("daily cycle", EventText.Subject(alert));
        Assert.Equal("BTCUSDT/1h", EventText.Subject(alert with { Coin = "BTCUSDT", Timeframe = Timeframe.H1 }));
        Assert.Equal("BTCUSDT/1h", EventText.Subject(Unit("{}")));
        Assert.Equal("r", EventText.Subject(Run("{}")));
    }

    private static ClusterEvent Unit(string data) =>
        new("1-1", default, "r", "BTCUSDT", Timeframe.H1, "unit", JsonDocument.Parse(data).RootElement);

    private static ClusterEvent Decision(string data) => Unit(data) with { Kind = "decision" };

    private static ClusterEvent Schedule(string data) => Run(data) with { Kind = "schedule", RunId = "" };

    private static ClusterEvent Run(string data) => new("1-1", default, "r", null, null, "run", JsonDocument.Parse(data).RootElement);
}
