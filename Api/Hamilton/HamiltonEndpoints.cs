using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Api.Models;
using Huracan.Cluster.Cache;
using Huracan.Cluster.Decisions;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Huracan.Api.Hamilton;

/// <summary>The routes for the trading side, Hamilton: load a model, predict, ranking table, do-not-trade list.</summary>
internal static class HamiltonEndpoints
{
    private const int LargestPredict = 8 << 20;

    public static void MapHamiltonEndpoints(this IEndpointRouteBuilder routes)
    {
        var hamilton = routes.MapGroup("/hamilton").WithTags("Hamilton");
        hamilton.MapGet("/models/{coin}/{timeframe}", ModelAsync)
            .WithName("GetHamiltonModel")
            .WithSummary("The model that forecasts a unit, and what it takes")
            .Refuses(StatusCodes.Status404NotFound);
        // for readers too: a trading program does not need a key that can cancel runs
        hamilton.MapPost("/models/{coin}/{timeframe}/predict", PredictAsync).WithName("Predict")
            .WithSummary("Forecast a unit from candles or features, with the gate's decision")
                .WithMetadata(new RequestSizeLimitAttribute(LargestPredict))
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
        hamilton.MapGet("/ranking", RankingAsync).WithName("GetRanking").WithSummary("Every unit's latest model in order")
            .WithDescription(
                "Sorted by score, net_edge, coin or as_of; filtered by timeframe, action (ACTIVE, WARMUP, CAUTION, NO_TRADE) and tier "
                    + "(HIGH, MEDIUM, LOW, REJECTED).").Refuses();
        hamilton.MapGet("/do-not-trade", DoNotTradeAsync)
            .WithName("GetDoNotTrade")
            .WithSummary("What may not be traded with real money, and why")
            .Refuses();
    }

    private static async Task<Tagged<ModelView>> ModelAsync(
        string coin, string timeframe, ModelViews models, CancellationToken cancellationToken) =>
        new(await models.ViewAsync(RequestValidation.Unit(coin, timeframe), cancellationToken));

    private static async Task<Ok<PredictResponse>> PredictAsync(
        string coin, string timeframe, PredictRequest request, Forecaster forecaster, CancellationToken cancellationToken) =>
        TypedResults.Ok(await forecaster.PredictAsync(RequestValidation.Unit(coin, timeframe), request, cancellationToken));

    private static async Task<Tagged<Page<RankingRow>>> RankingAsync(
        string? timeframe, string? action, string? tier, string? sort, string? after, int? limit, ModelViews models,
        CancellationToken cancellationToken)
    {
        var query = RankingQuery.Parse(timeframe, action, tier, sort);
        var (start, count) = (RequestValidation.AfterNumber(after), RequestValidation.Limit(limit));
        return new(Pages.Of(query.Apply(await models.RankingAsync(cancellationToken)), start, count));
    }

    private static async Task<Tagged<Page<DoNotTradeRow>>> DoNotTradeAsync(
        string? timeframe, string? after, int? limit, DoNotTradeTable table, VersionedCache cache, CancellationToken cancellationToken)
    {
        Timeframe? wanted = timeframe is null ? null : RequestValidation.Timeframe(timeframe);
        var (start, count) = (RequestValidation.AfterNumber(after), RequestValidation.Limit(limit));
        var rows = await cache.GetAsync(
            CacheKinds.DoNotTrade, "", async token => (List<DoNotTradeRow>?)[.. await table.ListAsync(token)], cancellationToken)
            ?? [];
        return new(Pages.Of(rows.FindAll(row => wanted is null || row.Timeframe == wanted), start, count));
    }
}
