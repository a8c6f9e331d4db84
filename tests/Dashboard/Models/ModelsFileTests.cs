using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.Models;

namespace Huracan.Tests.Dashboard.Models;

public class ModelsFileTests
{
    private static readonly RankingRow[] Rows =
    [
        Row("AAAUSDT", Timeframe.H1, 40, QualityTier.Rejected, GateAction.NoTrade, null),
        Row("BBBUSDT", Timeframe.H4, 80.25, QualityTier.High, GateAction.Active, 12.5),
        Row("CCCUSDT", Timeframe.H4, 61, QualityTier.Medium, GateAction.Warmup, -3),
    ];

    [Fact]
    public void A_filter_combines_its_conditions_and_orders_by_score()
    {
        Assert.Equal(["BBBUSDT", "CCCUSDT", "AAAUSDT"], new ModelsFilter(null, "", null, " ").Of(Rows).Select(row => row.Coin));
        Assert.Equal(["CCCUSDT"], new ModelsFilter("4h", null, "MEDIUM", null).Of(Rows).Select(row => row.Coin));
        Assert.Equal(["AAAUSDT"], new ModelsFilter(null, "NO_TRADE", null, "aaa").Of(Rows).Select(row => row.Coin));
        Assert.Empty(new ModelsFilter("1h", "ACTIVE", null, null).Of(Rows));
    }

    [Fact]
    public void The_query_of_a_filter_has_the_escaped_values_that_are_set() =>
        Assert.Equal("timeframe=4h&search=a%26b", new ModelsFilter("4h", "", null, "a&b").Query);

    [Fact]
    public void The_file_has_full_precision_and_empty_cells_for_missing_values()
    {
        var lines = ModelsFile.Format(Rows).Split('\n');
        Assert.Equal("AAAUSDT,1h,40,REJECTED,NO_TRADE,,0.6,xgboost,4,r,2026-01-02T03:04:05Z", lines[1]);
        Assert.Equal("BBBUSDT,4h,80.25,HIGH,ACTIVE,12.5,0.6,xgboost,4,r,2026-01-02T03:04:05Z", lines[2]);
    }

    private static RankingRow Row(string coin, Timeframe timeframe, double score, QualityTier tier, GateAction action, double? edge) =>
        new(coin, timeframe, "r", "xgboost", 4, score, tier, action, edge, 0.6, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
}
