using System.Text.Json;
using System.Text.Json.Nodes;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Tests.Engine.Pipeline.Scoring;

public class UnitThresholdsTests
{
    private static readonly UnitResult Unit = new("BTCUSDT", Timeframe.H1, UnitStatus.Failed, "it failed", "");

    [Fact]
    public void The_file_carries_the_volatility_guard_of_its_run()
    {
        var guard = new VolatilityGuardOptions { CurrentDays = 2, HistoryDays = 20, RatioFrom = 1.25, RatioTo = 4, MaxRaise = 0.2 };
        var options = new RunOptions { VolatilityGuard = guard };

        var text = JsonSerializer.Serialize(UnitThresholds.Of(options, Timeframe.H1, [Unit]));

        Assert.Equal(
            """{"current_days":2,"history_days":20,"ratio_from":1.25,"ratio_to":4,"max_raise":0.2}""",
            JsonNode.Parse(text)!["volatility_guard"]!.ToJsonString());
        Assert.Equal(options.VolatilityGuard, JsonSerializer.Deserialize<ThresholdsFile>(text)!.VolatilityGuard);
    }

    [Fact]
    public void A_file_of_before_is_read()
    {
        var older = JsonNode.Parse(JsonSerializer.Serialize(UnitThresholds.Of(new RunOptions(), Timeframe.H1, [Unit])))!.AsObject();
        Assert.True(older.Remove("volatility_guard"));

        var file = older.Deserialize<ThresholdsFile>()!;

        Assert.Null(file.VolatilityGuard);
        Assert.Equal("it failed", file.Coins["BTCUSDT"].Reason);
    }
}
