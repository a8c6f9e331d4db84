using System.Net;
using AngleSharp.Dom;
using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Schedules;
using Huracan.Dashboard.Daily;
using Huracan.Tests.Dashboard.Harness;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace Huracan.Tests.Dashboard.Daily;

public class DailyPageTests : Rendering
{
    private static readonly DateTimeOffset Due = new(2026, 1, 2, 0, 5, 0, TimeSpan.Zero);

    [Fact]
    public void Each_task_shows_when_it_is_due_what_it_does_and_what_it_did()
    {
        Api.Add("daily/tasks", List(
            Scheduled("download") with { Running = new RunningTask(Due, 0, 1, "api-1", Due.AddSeconds(3), Due.AddSeconds(9)) },
            Scheduled("universe") with { Due = Due, Last = new EndedTask(Due.AddDays(-1), OccurrenceState.Done, Due, "50 coins") },
            Scheduled("factory") with
            {
                Running = new RunningTask(Due, 0, 2, "api-2", Due.AddSeconds(3), Due.AddSeconds(9)),
                Last = new EndedTask(Due.AddDays(-1), OccurrenceState.Failed, Due, "no coins"),
            },
            new ScheduleStatus("retention", null, null, null, null, null, null)));
        Api.Add("daily/history", List<OccurrenceView>());

        var page = RenderAt<DailyPage>("daily");

        Assert.Equal(
            [
                ["download", "5 0 * * *", "2026-01-03 00:05:00", "runs since 2026-01-02 00:05:03 by api-1", "–", "", "–", "Start now"],
                [
                    "universe", "5 0 * * *", "2026-01-03 00:05:00", "due since 2026-01-02 00:05:00; no API has taken it yet",
                    "2026-01-01 00:05:00", "DONE", "50 coins", "Start now",
                ],
                [
                    "factory", "5 0 * * *", "2026-01-03 00:05:00", "runs since 2026-01-02 00:05:03 by api-2, attempt 2",
                    "2026-01-01 00:05:00", "FAILED", "no coins", "Start now",
                ],
                ["retention", "–", "–", "–", "–", "", "–", "Start now"],
            ],
            page.FindAll(".tasks tbody tr").Select(Row));
        Assert.Equal([true, true, true, false], page.FindAll(".tasks button").Select(button => button.HasAttribute("disabled")));
        Assert.Empty(page.FindAll(".grid"));
        Assert.Empty(page.FindAll(".empty"));
    }

    [Fact]
    public void The_history_shows_how_occurrences_ended_page_by_page()
    {
        Api.Add("daily/tasks", List(Scheduled("download")));
        Api.Add("daily/history", new Page<OccurrenceView>(
            [
                new("factory", Due, OccurrenceState.Refused, null, Due, 0, 0, "it is worked on", null),
                new("download", Due, OccurrenceState.Done, Due.AddSeconds(2), Due.AddSeconds(202), 1, 3, "50 coins", null),
            ],
            "12-3"));

        var page = RenderAt<DailyPage>("daily?after=45-6");

        Assert.Equal(
            [
                ["factory", "2026-01-02 00:05:00", "REFUSED", "0", "–", "it is worked on"],
                ["download", "2026-01-02 00:05:00", "DONE", "3", "3 min 20 s", "50 coins"],
            ],
            page.FindAll(".grid tbody tr").Select(row => Cells(row).ToArray()));
        Assert.Equal(["daily", "daily?after=12-3"], page.FindAll(".pages a").Select(link => link.GetAttribute("href")));
        Assert.Contains("GET /daily/history?limit=50&after=45-6", Api.Requests);
    }

    [Fact]
    public void Without_a_schedule_the_page_says_what_to_do()
    {
        Api.Add("daily/tasks", List(new ScheduleStatus("download", null, null, null, null, null, null)));
        Api.Add("daily/history", List<OccurrenceView>());

        var page = RenderAt<DailyPage>("daily");

        Assert.Contains("config/daily.yaml as Daily__File", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task A_task_is_started_after_confirmation_alone()
    {
        Api.Add("daily/tasks", List(Scheduled("retention")));
        Api.Add("daily/history", List<OccurrenceView>());
        Api.Add("daily/tasks/retention/start", Scheduled("retention") with { Due = Due });
        var page = RenderAt<DailyPage>("daily");

        await AnswerAsync(page, false);
        Assert.DoesNotContain("POST /daily/tasks/retention/start", Api.Requests);

        Api.Add("daily/tasks", List(Scheduled("retention") with { Due = Due }));
        await AnswerAsync(page, true);
        Assert.Contains("POST /daily/tasks/retention/start", Api.Requests);
        Assert.True(page.Find(".tasks button").HasAttribute("disabled"));
        Assert.Contains("due since", page.Find(".tasks").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_is_refused_says_why_until_one_succeeds()
    {
        Api.Add("daily/tasks", List(Scheduled("factory")));
        Api.Add("daily/history", List<OccurrenceView>());
        Api.AddProblem("daily/tasks/factory/start", HttpStatusCode.Conflict, "Conflict", "factory cannot be started: api-1 has it.");
        var page = RenderAt<DailyPage>("daily");

        await AnswerAsync(page, true);
        Assert.Contains("factory cannot be started: api-1 has it.", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.False(page.Find(".tasks button").HasAttribute("disabled"));

        Api.Add("daily/tasks/factory/start", Scheduled("factory"));
        await AnswerAsync(page, true);
        Assert.Empty(page.FindAll(".notice"));
    }

    [Theory]
    [InlineData("schedule", true)]
    [InlineData("alert", true)]
    [InlineData("unit", false)]
    public void It_is_loaded_again_by_events_of_the_daily_cycle_alone(string kind, bool isLoaded)
    {
        Api.Add("daily/tasks", List(Scheduled("factory")));
        Api.Add("daily/history", List<OccurrenceView>());

        Assert.Equal(isLoaded, RenderAt<Opened>("daily").Instance.IsLoadedBy(new ClusterEvent("1-1", Due, "", null, null, kind, default)));
    }

    private async Task AnswerAsync(IRenderedComponent<DailyPage> page, bool sure)
    {
        var click = page.Find(".tasks button").ClickAsync(new());
        await page.InvokeAsync(() => Services.GetRequiredService<DialogService>().Close(sure));
        await click;
    }

    private static ScheduleStatus Scheduled(string task) => new(task, "5 0 * * *", Due.AddDays(1), null, null, null, null);

    private static string[] Row(IElement row) => [.. row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

    private sealed class Opened : DailyPage
    {
        public bool IsLoadedBy(ClusterEvent happened) => IsAffectedBy(happened);
    }
}
