using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Market;

namespace Huracan.Api.Market;

/// <summary>The routes for the market that is followed live.</summary>
internal static class MarketEndpoints
{
    public static void MapMarketEndpoints(this IEndpointRouteBuilder routes)
    {
        var market = routes.MapGroup("/market").WithTags("Market");
        market.MapGet("/", Status).WithName("GetMarket").WithSummary("Whether a market is followed live, and how that goes");
        market.MapGet("/series", Series).WithName("ListMarketSeries").WithSummary("The series that are followed, the most overdue first")
            .Refuses();
    }

    private static MarketView Status(MarketService market) => market switch
    {
        { IsOn: false } => new MarketView(false, "none is configured"),
        { Follower: { } follower } => new MarketView(true, null)
        {
            Vendor = follower.Store.Header.Vendor,
            Market = follower.Store.Header.Market,
            Series = follower.Status.Series,
            Behind = follower.Status.Behind,
            Ended = follower.Status.Ended,
            Connections = follower.Status.Connections,
            ClockSkewSeconds = follower.Status.ClockSkew.TotalSeconds,
            Problem = follower.Status.Problem,
        },
        _ => new MarketView(false, market.Reason),
    };

    private static Tagged<Page<SeriesView>> Series(string? after, int? limit, MarketService market)
    {
        var (start, count) = (RequestValidation.AfterNumber(after), RequestValidation.Limit(limit));
        var series = (market.Follower?.Series ?? [])
            .OrderByDescending(one => one.Overdue).ThenBy(one => $"{one.Series}", StringComparer.Ordinal)
            .Select(one => new SeriesView(
                one.Series.Coin, one.Series.Folder, one.Through, Math.Round(one.Overdue.TotalSeconds, 1), one.HasEnded));
        return new(Pages.Of([.. series], start, count));
    }
}
