using System.Globalization;
using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Schedules;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Schedules;
using Huracan.MarketData.Daily;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Huracan.Api.Daily;

/// <summary>The routes for the daily cycle.</summary>
internal static class DailyEndpoints
{
    public static void MapDailyEndpoints(this IEndpointRouteBuilder routes)
    {
        var daily = routes.MapGroup("/daily").WithTags("Daily cycle");
        daily.MapGet("/tasks", TasksAsync).WithName("ListDailyTasks")
            .WithSummary("When each task is due, what it did last and does now");
        daily.MapPost("/tasks/{task}/start", StartAsync).RequireAuthorization(Policies.Operator).WithName("StartDailyTask")
            .WithSummary("Have a task carried out now").Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        daily.MapGet("/history", HistoryAsync).WithName("ListDailyHistory")
            .WithSummary("How the occurrences of the tasks ended, the latest first; with reports=true what they report too")
            .Refuses(StatusCodes.Status404NotFound);
        daily.MapGet("/{date}", DayAsync).WithName("GetDailyReport")
            .WithSummary("What the daily cycle did on a day, in UTC: coins, new champions, what was skipped, failures, and each task")
            .Refuses();
    }

    private static async Task<Tagged<Page<ScheduleStatus>>> TasksAsync(ClusterConnection cluster, CancellationToken cancellationToken)
    {
        var tasks = new List<ScheduleStatus>();
        foreach (var task in DailyTask.All)
            tasks.Add(await (await cluster.ScheduleAsync(task, cancellationToken)).StatusAsync());
        return new(new Page<ScheduleStatus>(tasks, null));
    }

    private static async Task<Ok<ScheduleStatus>> StartAsync(string task, ClusterConnection cluster, CancellationToken cancellationToken)
    {
        var schedule = await cluster.ScheduleAsync(Task(task), cancellationToken);
        await schedule.StartAsync();
        return TypedResults.Ok(await schedule.StatusAsync());
    }

    private static async Task<Tagged<Page<OccurrenceView>>> HistoryAsync(
        string? task, bool? reports, string? after, int? limit, ScheduleHistoryTable history, CancellationToken cancellationToken)
    {
        var count = RequestValidation.Limit(limit);
        var rows = await history.PageAsync(
            task is null ? null : Task(task), null, null, TimeCursor.Parse(after), count + 1, cancellationToken, reports ?? false);
        var page = Pages.Of(rows, count, row => TimeCursor.Text(row.View.Occurrence, row.Number));
        return new(new Page<OccurrenceView>([.. page.Items.Select(row => row.View)], page.Next));
    }

    private static async Task<Tagged<DailyReport>> DayAsync(
        string date, ScheduleHistoryTable history, CancellationToken cancellationToken)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new RequestValidationException("date", $"'{RequestValidation.Truncate(date)}' is no day; they look like 2026-01-31.");
        var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var tasks = new List<OccurrenceView>();
        (DateTimeOffset, long)? before = null;
        do
        {
            var rows = await history.PageAsync(null, from, from.AddDays(1), before, 500, cancellationToken);
            tasks.AddRange(rows.Select(row => row.View));
            before = rows.Count == 500 ? (rows[^1].View.Occurrence, rows[^1].Number) : null;
        }
        while (before is not null);
        tasks.Reverse();
        return new(DailyReports.Of(date, tasks));
    }

    private static string Task(string name) => DailyTask.All.Contains(name)
        ? name
        : throw new KeyNotFoundException(
            $"There is no task '{RequestValidation.Truncate(name)}'; there are {string.Join(", ", DailyTask.All)}.");
}
