using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;

namespace Huracan.Api.Models;

/// <summary>The latest model of each unit.</summary>
internal static class ModelEndpoints
{
    public static void MapModelEndpoints(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/models").WithTags("Models");
        models.MapGet("", ListAsync)
            .WithName("ListModels")
            .WithSummary("Every unit's latest scored model in order")
            .WithDescription(
                "Sorted by score, net_edge, coin or as_of; filtered by timeframe, action (ACTIVE, WARMUP, CAUTION, NO_TRADE) and tier "
                    + "(HIGH, MEDIUM, LOW, REJECTED).")
            .Refuses();
        models.MapGet("/{coin}/{timeframe}", GetAsync)
            .WithName("GetModel")
            .WithSummary("A unit's latest model: what it is, and what it came from")
            .Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<Tagged<Page<RankingRow>>> ListAsync(
        string? timeframe, string? action, string? tier, string? sort, string? after, int? limit, ModelViews models,
        CancellationToken cancellationToken)
    {
        var query = ModelQuery.Parse(timeframe, action, tier, sort);
        var (start, count) = (RequestValidation.AfterNumber(after), RequestValidation.Limit(limit));
        return new(Pages.Of(query.Apply(await models.RankingAsync(cancellationToken)), start, count));
    }

    private static async Task<Tagged<ModelView>> GetAsync(
        string coin, string timeframe, ModelViews models, CancellationToken cancellationToken) =>
        new(await models.ViewAsync(RequestValidation.Unit(coin, timeframe), cancellationToken));
}
