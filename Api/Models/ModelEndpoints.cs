using Huracan.Api.Answers;
using Huracan.Api.Faults;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;

namespace Huracan.Api.Models;

internal static class ModelEndpoints
{
    public static void MapModelEndpoints(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/models").WithTags("Models");
        models.MapGet("", ListAsync)
            .WithName("ListModels")
            .WithSummary("Every unit's latest scored model, by coin and timeframe")
            .Refuses();
        models.MapGet("/{coin}/{timeframe}", GetAsync)
            .WithName("GetModel")
            .WithSummary("A unit's latest model: what it is, and what it came from")
            .Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<Tagged<Page<RankingRow>>> ListAsync(
        string? after, int? limit, ModelViews models, CancellationToken cancellationToken)
    {
        var count = Border.Limit(limit);
        var start = Border.AfterUnit(after);
        var rest = (await models.RankingAsync(cancellationToken))
            .OrderBy(row => row.Coin, StringComparer.Ordinal)
            .ThenBy(row => row.Timeframe)
            .Where(row => IsAfter(row, start))
            .Take(count + 1);
        return new(Pages.Of(rest.ToList(), count, row => $"{row.Coin}/{row.Timeframe}"));
    }

    private static async Task<Tagged<ModelView>> GetAsync(
        string coin, string timeframe, ModelViews models, CancellationToken cancellationToken) =>
        new(await models.ViewAsync(Border.Unit(coin, timeframe), cancellationToken));

    private static bool IsAfter(RankingRow row, UnitId? start) =>
        start is not { } unit
            || (string.CompareOrdinal(row.Coin, unit.Coin) is var order && (order > 0 || (order == 0 && row.Timeframe > unit.Timeframe)));
}
