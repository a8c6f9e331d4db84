using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Api.Units;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Huracan.Api.Runs;

internal static class RunEndpoints
{
    public static void MapRunEndpoints(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/runs").WithTags("Runs");
        runs.MapPost("", CreateAsync).RequireAuthorization(Policies.Operator).WithName("CreateRun").WithSummary("Start a run")
            .WithDescription(
                "With the header Idempotency-Key the same request again answers 200 with the run it created the first time. A body of "
                + "application/yaml holds all settings, as config/train.yaml does; missing keys have the program's defaults. With kind "
                + "'factory' a body of either type has keys of config/factory.yaml, and the units contend to be champions. With last_stage "
                + "'best' the units end when their models are trained and measured on validation: test parts stay closed, and there is no "
                + "score. Without it, or with 'backtest', they are backtested and scored.")
            .Accepts<RunRequest>("application/json")
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
        runs.MapPost("", CreateOfYamlAsync).RequireAuthorization(Policies.Operator).WithName("CreateRunOfYaml")
            .Accepts<string>("application/yaml")
            .ExcludeFromDescription(); // OpenAPI allows one operation per path and method
        runs.MapGet("", ListAsync).WithName("ListRuns").WithSummary("Runs, the latest first").Refuses();
        runs.MapGet("/{id}", GetAsync)
            .WithName("GetRun")
            .WithSummary("A run with the number of its units by state")
            .Refuses(StatusCodes.Status404NotFound);
        runs.MapGet("/{id}/summary", GetSummaryAsync)
            .WithName("GetRunSummary")
            .WithSummary("How every unit of a finished run ended")
            .Refuses(StatusCodes.Status404NotFound);
        runs.MapGet("/{id}/report", GetReportAsync)
            .WithName("GetRunReport")
            .WithSummary("A finished run as a page for people: its units in order, what they earn and cost, their regimes and data")
            .Produces(StatusCodes.Status200OK, contentType: "text/html")
            .Refuses(StatusCodes.Status404NotFound);
        runs.MapGet("/{id}/factory", GetFactoryAsync)
            .WithName("GetFactoryReport")
            .WithSummary("What a finished factory's run did with every coin and unit")
            .Refuses(StatusCodes.Status404NotFound);
        runs.MapGet("/{id}/factory/report", GetFactoryPageAsync)
            .WithName("GetFactoryPage")
            .WithSummary("The same as a page for people: contests with their evidence, drift, and the coins that were left out")
            .Produces(StatusCodes.Status200OK, contentType: "text/html")
            .Refuses(StatusCodes.Status404NotFound);
        routes.MapGet("/factory", ListFactoryAsync)
            .WithTags("Runs")
            .WithName("ListFactoryReports")
            .WithSummary("The reports of the factory's finished runs, the latest first, with the number of units by outcome")
            .Refuses();
        Control("pause", "PauseRun", "Pause a run's open units", run => run.PauseAsync());
        Control("resume", "ResumeRun", "Resume a paused run", run => run.ResumeAsync());
        Control("cancel", "CancelRun", "Cancel a run's open units", run => run.CancelAsync());

        void Control(string verb, string name, string summary, Func<IRunGrain, Task> change) => runs
            .MapPost(
                $"/{{id}}/{verb}",
                async (string id, ClusterConnection cluster, RunTable table, CancellationToken cancellationToken) =>
                {
                    await change(await cluster.RunAsync(RequestValidation.Run(id), cancellationToken));
                    return TypedResults.Ok(await FindAsync(table, id, cancellationToken));
                })
            .RequireAuthorization(Policies.Operator)
            .WithName(name)
            .WithSummary(summary)
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Created<RunView>, Ok<RunView>>> CreateAsync(
        RunBody body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, [FromQuery(Name = "last_stage")] string? lastStage,
        RunPlanner planner, ClusterConnection cluster, RunTable table, CancellationToken cancellationToken) =>
        await StoreAsync(
            body.Request is { } request
                ? planner.Plan(request, idempotencyKey)
                : planner.PlanFactory(body.Factory!, idempotencyKey, cancellationToken), // one of the two
            lastStage, cluster, table, cancellationToken);

    private static async Task<Results<Created<RunView>, Ok<RunView>>> CreateOfYamlAsync(
        HttpRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        [FromQuery(Name = "last_stage")] string? lastStage, RunPlanner planner, ClusterConnection cluster, RunTable table,
        CancellationToken cancellationToken)
    {
        using var body = new StreamReader(request.Body);
        var run = planner.Plan(await body.ReadToEndAsync(cancellationToken), idempotencyKey, cancellationToken);
        return await StoreAsync(run, lastStage, cluster, table, cancellationToken);
    }

    private static async Task<Results<Created<RunView>, Ok<RunView>>> StoreAsync(
        NewRun plan, string? lastStage, ClusterConnection cluster, RunTable table, CancellationToken cancellationToken)
    {
        var run = RunPlanner.EndingAfter(plan, lastStage);
        var (runId, isNew) = await (await cluster.RunAsync(run.RunId, cancellationToken)).PlanAsync(run);
        var view = await FindAsync(table, runId, cancellationToken);
        return isNew ? TypedResults.Created($"/runs/{runId}", view) : TypedResults.Ok(view);
    }

    private static async Task<Tagged<Page<RunView>>> ListAsync(
        string? after, int? limit, RunTable table, CancellationToken cancellationToken)
    {
        var count = RequestValidation.Limit(limit);
        return new(Pages.Of(await table.PageAsync(AfterRun(after), count + 1, cancellationToken), count, run => run.RunId));
    }

    private static async Task<Tagged<Page<FactoryRow>>> ListFactoryAsync(
        string? after, int? limit, ContestTable contests, CancellationToken cancellationToken)
    {
        var count = RequestValidation.Limit(limit);
        return new(Pages.Of(await contests.PageAsync(AfterRun(after), count + 1, cancellationToken), count, report => report.RunId));
    }

    private static string? AfterRun(string? after) =>
        after is null || Storage.Runs.RunNames.IsName(after) ? after : throw RequestValidation.After(after);

    private static async Task<Tagged<RunView>> GetAsync(string id, RunTable table, CancellationToken cancellationToken) =>
        new(await FindAsync(table, RequestValidation.Run(id), cancellationToken));

    private static async Task<Tagged<RunSummary>> GetSummaryAsync(string id, RunTable table, CancellationToken cancellationToken) =>
        new(await SummaryAsync(id, table, cancellationToken));

    private static async Task<IResult> GetReportAsync(
        string id, HttpContext context, RunTable table, ContestTable contests, RunReports reports, CancellationToken cancellationToken)
    {
        var summary = await SummaryAsync(id, table, cancellationToken);
        if ((await FindAsync(table, id, cancellationToken)).LastStage != LastStage.Backtest)
            throw new KeyNotFoundException($"Run {id} ended before the test parts: nothing was scored, and there is no page.");
        var excluded = (await contests.ReportAsync(id, cancellationToken))?.Excluded ?? []; // none of a plain run
        var page = await reports.RenderAsync(
            summary, excluded, unit => $"units/{unit}/files/{unit}/{RunOutputs.RunPage}", cancellationToken);
        PageAnswer.Confine(context.Response);
        return TypedResults.Bytes(page, ContentTypes.Of(RunOutputs.RunPage));
    }

    private static async Task<RunSummary> SummaryAsync(string id, RunTable table, CancellationToken cancellationToken)
    {
        var run = await FindAsync(table, RequestValidation.Run(id), cancellationToken);
        var summary = await table.SummaryAsync(id, cancellationToken)
            ?? throw new KeyNotFoundException(
                $"Run {id} has no summary yet: it is {run.State}, and the summary is written when its last unit has ended.");
        return HuracanJson.Deserialize<RunSummary>(System.Text.Encoding.UTF8.GetBytes(summary), "runs.summary");
    }

    private static async Task<Tagged<FactoryReport>> GetFactoryAsync(
        string id, RunTable table, ContestTable contests, CancellationToken cancellationToken) =>
        new(await FactoryReportAsync(id, table, contests, cancellationToken));

    private static async Task<IResult> GetFactoryPageAsync(
        string id, HttpContext context, RunTable table, ContestTable contests, CancellationToken cancellationToken)
    {
        var page = FactoryPage.Render(await FactoryReportAsync(id, table, contests, cancellationToken));
        PageAnswer.Confine(context.Response);
        return TypedResults.Bytes(page, ContentTypes.Of(RunOutputs.RunPage));
    }

    private static async Task<FactoryReport> FactoryReportAsync(
        string id, RunTable table, ContestTable contests, CancellationToken cancellationToken)
    {
        var run = await FindAsync(table, RequestValidation.Run(id), cancellationToken);
        if (run.Kind != RunKind.Factory)
            throw new KeyNotFoundException($"Run {id} is no factory's, and has no such report.");
        return await contests.ReportAsync(id, cancellationToken) ?? throw new KeyNotFoundException(
            $"Run {id} has no report yet: it is {run.State}, and the report is written when its last unit has contended.");
    }

    private static async Task<RunView> FindAsync(RunTable table, string id, CancellationToken cancellationToken) =>
        await table.ViewAsync(id, cancellationToken) ?? throw new KeyNotFoundException($"There is no run '{id}'.");
}
