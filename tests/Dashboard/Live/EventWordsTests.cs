using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Dashboard.Live;

namespace Huracan.Tests.Dashboard.Live;

public class EventWordsTests
{
    [Fact]
    public void Progress_within_a_stage_is_no_news_and_a_change_of_state_or_wish_is()
    {
        Assert.False(EventWords.IsNews(Unit("""{"from":"FINALIZING","state":"FINALIZING","wish":"RUN","progress":0.5}""")));
        Assert.True(EventWords.IsNews(Unit("""{"from":"FINALIZING","state":"BACKTESTING","wish":"RUN"}""")));
        Assert.True(EventWords.IsNews(Unit("""{"from":"FINALIZING","state":"FINALIZING","wish":"PAUSE"}""")));
        Assert.True(EventWords.IsNews(Run("""{"state":"PAUSED"}""")));
        Assert.True(EventWords.IsNews(Decision("""{"action":"ACTIVE"}""")));
    }

    [Fact]
    public void Events_are_told_in_words()
    {
        Assert.Equal("finalizing → failed: out of disk", EventWords.Describe(Unit("""{"from":"FINALIZING","state":"FAILED","wish":"RUN","reason":"out of disk"}""")));
        Assert.Equal("preflight → finalizing: xgboost/h4 train", EventWords.Describe(Unit("""{"from":"PREFLIGHT","state":"FINALIZING","detail":"BTCUSDT/1h/xgboost/h4 train"}""")));
        Assert.Equal("queued, to pause", EventWords.Describe(Unit("""{"from":"QUEUED","state":"QUEUED","wish":"PAUSE","detail":""}""")));
        Assert.Equal("run finished", EventWords.Describe(Run("""{"state":"FINISHED"}""")));
        Assert.Equal(
            "decided NO_TRADE → ACTIVE, HIGH: it earns", EventWords.Describe(Decision("""{"action":"ACTIVE","before":"NO_TRADE","score":80.12,"tier":"HIGH","reason":"it earns"}""")));
        Assert.Equal(
            "decided NO_TRADE, REJECTED: no candles", EventWords.Describe(Decision("""{"action":"NO_TRADE","before":null,"score":0,"tier":"REJECTED","reason":"no candles"}""")));
        Assert.Equal("earlier events are no longer kept; some were missed", EventWords.Describe(Run("{}") with { Kind = "cut", RunId = "" }));
        Assert.Equal("BTCUSDT/1h", EventWords.Subject(Unit("{}")));
        Assert.Equal("r", EventWords.Subject(Run("{}")));
    }

    private static ClusterEvent Unit(string data) => new("1-1", default, "r", "BTCUSDT", Timeframe.H1, "unit", JsonDocument.Parse(data).RootElement);

    private static ClusterEvent Decision(string data) => Unit(data) with { Kind = "decision" };

    private static ClusterEvent Run(string data) => new("1-1", default, "r", null, null, "run", JsonDocument.Parse(data).RootElement);
}
