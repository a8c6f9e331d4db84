using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Huracan.Api.Units;

/// <summary>The units of one run.</summary>
internal static class UnitEndpoints
{
    public static void MapUnitEndpoints(this IEndpointRouteBuilder routes)
    {
        var units = routes.MapGroup("/runs/{id}/units").WithTags("Units");
        units.MapGet("", ListAsync)
            .WithName("ListUnits")
            .WithSummary("The units of a run by coin and timeframe")
            .Refuses(StatusCodes.Status404NotFound);
        units.MapGet("/{coin}/{timeframe}", GetAsync)
            .WithName("GetUnit")
            .WithSummary("A unit of a run")
            .Refuses(StatusCodes.Status404NotFound);
        units.MapPost("/{coin}/{timeframe}/retry", RetryAsync).RequireAuthorization(Policies.Operator).WithName("RetryUnit")
            .WithSummary("Retry a unit that failed, was skipped or was cancelled")
                .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        units.MapGet("/{coin}/{timeframe}/candles", CandlesAsync)
            .WithName("GetUnitCandles")
            .WithSummary("A unit's checked candles as columns")
            .WithDescription(
                "Without 'after' the whole history, aggregated to at most 'limit' candles; with it the candles after that time.")
            .Refuses(StatusCodes.Status404NotFound);
        units.MapGet("/{coin}/{timeframe}/equity", EquityAsync)
            .WithName("GetUnitEquity")
            .WithSummary("The equity of the chosen model's backtest")
            .Refuses(StatusCodes.Status404NotFound);
        units.MapGet("/{coin}/{timeframe}/trades", TradesAsync)
            .WithName("GetUnitTrades")
            .WithSummary("The trades of the chosen model's backtest")
            .Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<Tagged<Page<UnitView>>> ListAsync(
        string id, string? after, int? limit, RunTable runs, UnitTable units, CancellationToken cancellationToken)
    {
        var count = RequestValidation.Limit(limit);
        var page = Pages.Of(
            await units.OfRunAsync(RequestValidation.Run(id), RequestValidation.AfterUnit(after), count + 1, cancellationToken), count,
            unit => unit.Key.Unit.ToString());
        if (page.Items.Count == 0 && await runs.FindAsync(id, cancellationToken) is null)
            throw new KeyNotFoundException($"There is no run '{id}'.");
        return new(new Page<UnitView>([.. page.Items.Select(UnitViews.Of)], page.Next));
    }

    private static async Task<Tagged<UnitView>> GetAsync(
        string id, string coin, string timeframe, UnitTable units, CancellationToken cancellationToken)
    {
        return new(UnitViews.Of(await FindAsync(RequestValidation.Key(id, coin, timeframe), units, cancellationToken)));
    }

    private static async Task<Ok<UnitView>> RetryAsync(
        string id, string coin, string timeframe, ClusterConnection cluster, UnitTable units, CancellationToken cancellationToken)
    {
        var key = RequestValidation.Key(id, coin, timeframe);
        await (await cluster.RunAsync(id, cancellationToken)).RetryAsync(key.Unit);
        return TypedResults.Ok(UnitViews.Of(await FindAsync(key, units, cancellationToken)));
    }

    private static async Task<UnitRecord> FindAsync(UnitKey key, UnitTable units, CancellationToken cancellationToken) =>
        await units.FindAsync(key, cancellationToken) ?? throw new KeyNotFoundException($"There is no unit {key}.");

    private static async Task<Tagged<CandlesView>> CandlesAsync(
        string id, string coin, string timeframe, int? limit, long? after, UnitCharts charts, CancellationToken cancellationToken) =>
        new(
            await charts.CandlesAsync(
                RequestValidation.Key(id, coin, timeframe), RequestValidation.Limit(limit, fallback: 1000, most: 10_000), after,
                cancellationToken));

    private static async Task<Tagged<EquityView>> EquityAsync(
        string id, string coin, string timeframe, int? limit, UnitCharts charts, CancellationToken cancellationToken) =>
        new(
            await charts.EquityAsync(
                RequestValidation.Key(id, coin, timeframe), RequestValidation.Limit(limit, fallback: 1000, most: 10_000),
                cancellationToken));

    private static async Task<Tagged<Page<TradeView>>> TradesAsync(
        string id, string coin, string timeframe, string? after, int? limit, UnitCharts charts, CancellationToken cancellationToken) =>
        new(Pages.Of(
            await charts.TradesAsync(RequestValidation.Key(id, coin, timeframe), cancellationToken), RequestValidation.AfterNumber(after),
            RequestValidation.Limit(limit)));
}
