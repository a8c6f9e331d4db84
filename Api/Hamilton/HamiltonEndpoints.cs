using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Api.Predictions;
using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Hamilton;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Huracan.Api.Hamilton;

/// <summary>The routes for the trading side, as <see cref="IHamilton"/> has them.</summary>
internal static class HamiltonEndpoints
{
    public static void MapHamiltonEndpoints(this IEndpointRouteBuilder routes)
    {
        var hamilton = routes.MapGroup("/hamilton").WithTags("Hamilton");
        hamilton.MapGet("/models/{coin}/{horizon}", ModelAsync)
            .WithName("GetChampion")
            .WithSummary("The champion of a coin and a horizon such as 4h: what it takes, and what it was made from")
            .WithDescription("Champions of several timeframes can look as far; 'timeframe' names one.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        // for readers too: a trading program does not need a key that can cancel runs
        hamilton.MapPost("/models/{coin}/{horizon}/predict", PredictAsync)
            .WithName("Predict")
            .WithSummary("Forecast with a champion from features by name or from candles, with the gate's decision")
            .WithDescription("The body has 'rows' and 'closed_at', or 'candles' and, where the champion reads Bitcoin, 'bitcoin'.")
            .WithMetadata(new RequestSizeLimitAttribute(ForecastEndpoints.LargestRequest))
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
        hamilton.MapGet("/ranking", RankingAsync)
            .WithName("GetRanking")
            .WithSummary("Every champion in order: those that may be traded first, then by score, then by net edge")
            .Refuses(StatusCodes.Status422UnprocessableEntity);
        hamilton.MapGet("/do-not-trade", DoNotTradeAsync)
            .WithName("GetDoNotTrade")
            .WithSummary("What may not be traded with real money, by which rule, and what would lift it")
            .Refuses(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Tagged<ChampionModel>> ModelAsync(
        string coin, string horizon, string? timeframe, FolderHamilton hamilton, CancellationToken cancellationToken) =>
        new(await hamilton.LoadModelAsync(coin, horizon, Of(timeframe), cancellationToken));

    private static async Task<Ok<ChampionForecast>> PredictAsync(
        string coin, string horizon, string? timeframe, ForecastRequest request, ChampionForecaster forecaster,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await forecaster.PredictAsync(coin, horizon, Of(timeframe), request, cancellationToken));

    private static async Task<Tagged<IReadOnlyList<RankedChampion>>> RankingAsync(
        FolderHamilton hamilton, CancellationToken cancellationToken) => new(await hamilton.GetRankingAsync(cancellationToken));

    private static async Task<Tagged<IReadOnlyList<BlockedUnit>>> DoNotTradeAsync(
        FolderHamilton hamilton, CancellationToken cancellationToken) => new(await hamilton.GetDoNotTradeAsync(cancellationToken));

    private static Timeframe? Of(string? timeframe) => timeframe is null ? null : RequestValidation.Timeframe(timeframe);
}
