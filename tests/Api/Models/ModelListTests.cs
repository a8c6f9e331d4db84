using Huracan.Api.Models;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Models;

public class ModelListTests(WithHost<ModelListTests>.Shared shared) : WithHost<ModelListTests>(shared)
{
    private static readonly RankingRow[] Rows =
    [
        Row("AUSDT", Timeframe.H1, 80, GateAction.Active, 3), Row("BUSDT", Timeframe.H1, 65, GateAction.Warmup, 9),
        Row("CUSDT", Timeframe.H4, 80, GateAction.Active, null),
        Row("DUSDT", Timeframe.M15, 20, GateAction.NoTrade, -4),
    ];

    [Theory]
    [InlineData(null, null, null, null, "AUSDT CUSDT BUSDT DUSDT")]
    [InlineData(null, null, null, "net_edge", "BUSDT AUSDT DUSDT CUSDT")]
    [InlineData(null, null, null, "coin", "AUSDT BUSDT CUSDT DUSDT")]
    [InlineData("1h", null, null, null, "AUSDT BUSDT")]
    [InlineData(null, "ACTIVE", null, "coin", "AUSDT CUSDT")]
    [InlineData(null, null, "MEDIUM", null, "BUSDT")]
    [InlineData("4h", "NO_TRADE", null, null, "")]
    public void Rows_are_filtered_and_sorted(string? timeframe, string? action, string? tier, string? sort, string coins) =>
        Assert.Equal(coins, string.Join(' ', ModelQuery.Parse(timeframe, action, tier, sort).Apply(Rows).Select(row => row.Coin)));

    [PostgresFact]
    public async Task The_list_names_every_unknown_value_of_its_query()
    {
        var host = await HostAsync();

        var errors = (await ApiHost.ProblemAsync(
            await host.Reader.GetAsync("/models?sort=luck&action=BUY&tier=BEST&timeframe=2y"), 400)).GetProperty("errors");

        Assert.Equal(
            ["action", "sort", "tier", "timeframe"], errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    private static RankingRow Row(string coin, Timeframe timeframe, double score, GateAction action, double? edge) => new(
        coin, timeframe, "r", "xgboost", 4, score, score >= 75 ? QualityTier.High : score >= 60 ? QualityTier.Medium : QualityTier.Rejected,
        action, edge, 0.5, DateTimeOffset.UnixEpoch);
}
