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

    private static MarketView Status(MarketService market)
    {
        if (!market.IsOn)
            return new MarketView(false, "none is configured");
        if (market.Follower is not { } follower)
            return new MarketView(false, market.Reason);
        var (header, status) = (follower.Store.Header, follower.Status);
        return new MarketView(true, null)
        {
            Vendor = header.Vendor,
            Market = header.Market,
            Series = status.Series,
            Behind = status.Behind,
            Ended = status.Ended,
            Connections = status.Connections,
            ClockSkewSeconds = status.ClockSkew.TotalSeconds,
            Problem = status.Problem,
        };
    }

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
