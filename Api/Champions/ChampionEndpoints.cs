using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Grains;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Champions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Huracan.Api.Champions;

internal static class ChampionEndpoints
{
    public static void MapChampionEndpoints(this IEndpointRouteBuilder routes)
    {
        var champions = routes.MapGroup("/champions").WithTags("Champions");
        champions.MapGet("", ListAsync)
            .WithName("ListChampions")
            .WithSummary("The champion of each unit and horizon, by coin, timeframe and horizon")
            .Refuses();
        champions.MapGet("/{coin}/{timeframe}", GetAsync)
            .WithName("GetChampions")
            .WithSummary("A unit's champions, the ones before, and challengers with their evidence, by horizon")
            .Refuses(StatusCodes.Status404NotFound);
        champions.MapPost("/{coin}/{timeframe}/{bars}/rollback", RollbackAsync)
            .RequireAuthorization(Policies.Operator)
            .WithName("RollbackChampion")
            .WithSummary(
                "Make the champion before, or 'version', the champion again; or a later one, after a rollback. With 'from', the champion "
                    + "that is to go, asking again changes nothing")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static async Task<Tagged<Page<ChampionRow>>> ListAsync(
        string? after, int? limit, ChampionTable champions, CancellationToken cancellationToken)
    {
        var count = RequestValidation.Limit(limit);
        var rows = await champions.PageAsync(RequestValidation.AfterChampion(after), count + 1, cancellationToken);
        return new(Pages.Of(
            rows.ConvertAll(ChampionViews.Of), count, row => $"{row.Coin}/{row.Timeframe}/{row.Horizon}"));
    }

    private static async Task<Ok<UnitChampions>> RollbackAsync(
        string coin, string timeframe, int bars, string? version, string? from, ClusterConnection cluster, ChampionTable champions,
        CancellationToken cancellationToken)
    {
        var unit = RequestValidation.Unit(coin, timeframe);
        await (await cluster.UnitAsync(unit, cancellationToken)).RollbackAsync(bars, version, from);
        return TypedResults.Ok(ChampionViews.Of(unit, await champions.OfUnitAsync(unit, cancellationToken)));
    }

    private static async Task<Tagged<UnitChampions>> GetAsync(
        string coin, string timeframe, ChampionTable champions, CancellationToken cancellationToken)
    {
        var unit = RequestValidation.Unit(coin, timeframe);
        var bundles = await champions.OfUnitAsync(unit, cancellationToken);
        return bundles.Count > 0
            ? new(ChampionViews.Of(unit, bundles))
            : throw new KeyNotFoundException($"{unit} has neither a champion nor a challenger yet.");
    }
}
