using System.Globalization;
using System.Text.Json;
using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Models;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Http.Studies;
using Huracan.Contracts.Reports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Huracan.Api.Units;

/// <summary>A unit across runs.</summary>
internal static class UnitHistoryEndpoints
{
    public static void MapUnitHistoryEndpoints(this IEndpointRouteBuilder routes)
    {
        var units = routes.MapGroup("/units/{coin}/{timeframe}").WithTags("Units");
        units.MapGet("", HistoryAsync)
            .WithName("GetUnitHistory")
            .WithSummary("A unit in the runs it was part of, the latest first")
            .Refuses(StatusCodes.Status404NotFound);
        units.MapGet("/history", ChangesAsync)
            .WithName("ListUnitChanges")
            .WithSummary("The state changes of a unit in one run or in its latest, the latest first")
            .Refuses(StatusCodes.Status404NotFound);
        units.MapGet("/trials", TrialsAsync)
            .WithName("GetUnitTrials")
            .WithSummary("What the latest scored run tried for a unit")
            .Refuses(StatusCodes.Status404NotFound);
        units.MapGet("/record", RecordAsync)
            .WithName("GetUnitRecord")
            .WithSummary("What a unit keeps over all runs: the model that serves, openings of its test window, searches in short")
            .Refuses(StatusCodes.Status404NotFound);
        units.MapGet("/openings", OpeningsAsync)
            .WithName("ListUnitOpenings")
            .WithSummary("What runs tried on a unit's test part, the latest first; kept when runs are deleted")
            .Refuses(StatusCodes.Status404NotFound);
        units.MapPost("/retry", RetryAsync)
            .RequireAuthorization(Policies.Operator)
            .WithName("RetryLatestUnit")
            .WithSummary("Retry a unit in its latest run")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static async Task<Tagged<Page<UnitView>>> HistoryAsync(
        string coin, string timeframe, string? after, int? limit, UnitTable units, CancellationToken cancellationToken)
    {
        var unit = RequestValidation.Unit(coin, timeframe);
        var count = RequestValidation.Limit(limit);
        if (after is not null && !Storage.Runs.RunNames.IsName(after))
            throw RequestValidation.After(after);
        var page = Pages.Of(await units.HistoryAsync(unit, after, count + 1, cancellationToken), count, record => record.Key.RunId);
        if (page.Items.Count == 0 && after is null)
            throw new KeyNotFoundException($"No run has had a unit {unit}.");
        return new(new Page<UnitView>([.. page.Items.Select(UnitViews.Of)], page.Next));
    }

    private static async Task<Tagged<Page<UnitChange>>> ChangesAsync(
        string coin, string timeframe, string? run, string? after, int? limit, UnitTable units, UnitChangeTable changes,
        CancellationToken cancellationToken)
    {
        var unit = RequestValidation.Unit(coin, timeframe);
        var (count, before) = (RequestValidation.Limit(limit), RequestValidation.BeforeNumber(after));
        var key = run is null ? (await LatestAsync(unit, units, cancellationToken)).Key : new UnitKey(RequestValidation.Run(run), unit);
        var page = Pages.Of(await changes.OfUnitAsync(key, before, count + 1, cancellationToken), count, row =>
            row.Number.ToString(CultureInfo.InvariantCulture));
        if (page.Items.Count == 0 && await units.FindAsync(key, cancellationToken) is null)
            throw new KeyNotFoundException($"There is no unit {key}.");
        return new(new Page<UnitChange>([.. page.Items.Select(row => row.View)], page.Next));
    }

    private static async Task<Tagged<TrialsView>> TrialsAsync(
        string coin, string timeframe, ModelTable models, UnitFileReader files, CancellationToken cancellationToken)
    {
        var unit = RequestValidation.Unit(coin, timeframe);
        var current = await models.CurrentAsync(unit, cancellationToken)
            ?? throw new KeyNotFoundException($"No run has scored a model of {unit} yet.");
        var content = await files.ReadAsync(new UnitKey(current.RunId, unit), UnitReport.PathOf(unit), cancellationToken);
        using var report = JsonDocument.Parse(content);
        var candidates = report.RootElement.GetProperty("candidates").Clone();
        return new(new TrialsView(
            current.RunId, unit.Coin, unit.Timeframe, report.RootElement.GetProperty("choice").GetString() ?? "", candidates));
    }

    private static async Task<Ok<UnitView>> RetryAsync(
        string coin, string timeframe, ClusterConnection cluster, UnitTable units, CancellationToken cancellationToken)
    {
        var unit = RequestValidation.Unit(coin, timeframe);
        var latest = await LatestAsync(unit, units, cancellationToken);
        await (await cluster.RunAsync(latest.Key.RunId, cancellationToken)).RetryAsync(unit);
        return TypedResults.Ok(UnitViews.Of(await LatestAsync(unit, units, cancellationToken)));
    }

    private static async Task<Tagged<UnitHistory>> RecordAsync(
        string coin, string timeframe, UnitTable units, UnitStateTable states, CancellationToken cancellationToken)
    {
        var unit = RequestValidation.Unit(coin, timeframe);
        if (await states.HistoryAsync(unit, cancellationToken) is { } history)
            return new(history);
        await LatestAsync(unit, units, cancellationToken);
        return new(new UnitHistory()); // no silo has worked on it yet
    }

    private static async Task<Tagged<Page<OpenedTest>>> OpeningsAsync(
        string coin, string timeframe, string? after, int? limit, OpenedTestTable openings, UnitTable units,
        CancellationToken cancellationToken)
    {
        var unit = RequestValidation.Unit(coin, timeframe);
        var (start, count) = (RequestValidation.AfterNumber(after), RequestValidation.Limit(limit));
        var all = await openings.OfUnitAsync(unit, cancellationToken);
        if (all.Count == 0)
            await LatestAsync(unit, units, cancellationToken);
        return new(Pages.Of(all, start, count));
    }

    private static async Task<UnitRecord> LatestAsync(UnitId unit, UnitTable units, CancellationToken cancellationToken) =>
        (await units.HistoryAsync(unit, null, 1, cancellationToken)).SingleOrDefault()
            ?? throw new KeyNotFoundException($"No run has had a unit {unit}.");
}
