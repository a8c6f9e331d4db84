using System.Text.Json;
using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.Overview;
using Huracan.Tests.Dashboard.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Huracan.Tests.Dashboard.Overview;

public class OverviewPageTests : Rendering
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void The_tiles_count_runs_units_silos_and_actions()
    {
        Api.Add("runs", List(
            Run("20260101T000000Z-00000001", RunState.Running, (UnitState.Queued, 3), (UnitState.Tuning, 2), (UnitState.Scored, 5)),
            Run("20260101T000000Z-00000002", RunState.Paused, (UnitState.Queued, 1), (UnitState.Finalizing, 1)),
            Run("20260101T000000Z-00000003", RunState.Finished, (UnitState.Scored, 9))));
        Api.Add("models", List(
            Row("AAAUSDT", GateAction.Active), Row("BBBUSDT", GateAction.NoTrade), Row("CCCUSDT", GateAction.Active)));
        Api.Add("silos", List(new SiloView("silo-a", At, At, 4, 3, "cpu")));

        var page = RenderAt<OverviewPage>("");

        Assert.Equal(
            [
                "Open runs 2", "Units waiting 4", "Units running 3", "Silos 1",
                "ACTIVE 2", "WARMUP 0", "CAUTION 0", "NO TRADE 1",
            ],
            page.FindAll(".tiles > div")
                .Select(tile => string.Join(' ', tile.QuerySelectorAll("dt, dd").Select(part => part.TextContent.Trim()))));
        Assert.Equal(
            ["silo-a", "cpu", "3", "4", "2026-01-02 03:04:05", "2026-01-02 03:04:05"],
            page.FindAll("section")[1].QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Equal(["5 of 10", "0 of 2"], page.FindAll(".bar-text").Select(text => text.TextContent));
    }

    [Fact]
    public void Events_are_listed_the_newest_first_with_a_link_to_what_they_are_about()
    {
        AddNothing();
        Live.Publish(Event("1-1", "run", null, """{"state":"RUNNING"}"""));
        Live.Publish(Event("1-2", "unit", "AAAUSDT", """{"from":"TUNING","state":"TUNING","desired_state":"RUN","progress":0.5}"""));
        Live.Publish(Event("1-3", "decision", "AAAUSDT", """{"action":"ACTIVE","tier":"HIGH","reason":"score 80.1"}"""));
        Live.Publish(Event("1-4", "schedule", null, """{"task":"download","state":"DONE","summary":"500 coins"}""") with { RunId = "" });
        Live.Publish(Event("1-5", "alert", "AAAUSDT", """{"alert":"unit_failing","text":"It fails."}""") with { RunId = "" });
        Live.Publish(Event("1-6", "cut", null, "{}") with { RunId = "" });

        var rows = RenderAt<OverviewPage>("").FindAll(".events tbody tr");

        Assert.Equal(5, rows.Count); // progress within a stage is left out
        Assert.Equal("–", rows[0].QuerySelectorAll("td")[1].TextContent.Trim()); // it is about nothing there is a page of
        Assert.Equal("units/AAAUSDT/1h", rows[1].QuerySelector("a")!.GetAttribute("href")); // it is about a unit, in no run
        Assert.Contains("alert, unit failing: It fails.", rows[1].TextContent, StringComparison.Ordinal);
        rows = [.. rows.Skip(2)];
        Assert.Equal(["download", "done: 500 coins"], rows[0].QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent.Trim()));
        Assert.Equal("daily", rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("decided ACTIVE, HIGH: score 80.1", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("units/AAAUSDT/1h?run=r", rows[1].QuerySelector("a")!.GetAttribute("href")); // it is about a unit
        Assert.Contains("run running", rows[2].TextContent, StringComparison.Ordinal);
        Assert.Equal("runs/r", rows[2].QuerySelector("a")!.GetAttribute("href")); // it is about a run
    }

    [Fact]
    public void Alerts_of_the_last_day_stand_at_the_top_however_much_has_happened_since()
    {
        AddNothing();
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        Live.Publish(Alert("1-1", "no_data", "too old") with { At = now.AddDays(-2) });
        Live.Publish(Alert("1-2", "task_failed", "'download' failed: no network") with { At = now.AddHours(-3) });
        Live.Publish(Alert("1-3", "no_champion", "None is ACTIVE.") with { At = now.AddHours(-1) });
        for (var number = 0; number < 100; number++)
            Live.Publish(Event($"2-{number}", "run", null, """{"state":"RUNNING"}"""));

        var alerts = RenderAt<OverviewPage>("").Find(".alerts");

        Assert.Equal(
            ["1999-12-31 23:00:00 alert, no champion: None is ACTIVE.",
                "1999-12-31 21:00:00 alert, task failed: 'download' failed: no network"],
            alerts.QuerySelectorAll("li").Select(item => item.TextContent.Trim()));
        Assert.Equal("daily", alerts.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void Where_there_is_nothing_yet_it_says_what_to_do()
    {
        AddNothing();

        var page = RenderAt<OverviewPage>("");
        var empty = page.FindAll(".empty").Select(notice => notice.TextContent).ToList();

        Assert.Empty(page.FindAll(".alerts"));
        Assert.Equal(3, empty.Count);
        Assert.Contains("Start a run", empty[0], StringComparison.Ordinal);
        Assert.Contains("./huracan up", empty[1], StringComparison.Ordinal);
        Assert.Contains("Events appear here", empty[2], StringComparison.Ordinal);
    }

    private void AddNothing()
    {
        Api.Add("runs", List<RunView>());
        Api.Add("models", List<RankingRow>());
        Api.Add("silos", List<SiloView>());
    }

    private static RunView Run(string id, RunState state, params (UnitState State, int Count)[] units) =>
        new(id, At, state, "v", "simulated", null, units.ToDictionary(unit => unit.State, unit => unit.Count));

    private static RankingRow Row(string coin, GateAction action) =>
        new(coin, Timeframe.H1, "r", "xgboost", 4, 80, QualityTier.High, action, 1, 0.5, At);

    private static ClusterEvent Alert(string id, string alert, string text) =>
        Event(id, "alert", null, JsonSerializer.Serialize(new { alert, text })) with { RunId = "" };

    private static ClusterEvent Event(string id, string kind, string? coin, string data) =>
        new(id, At, "r", coin, coin is null ? null : Timeframe.H1, kind, JsonDocument.Parse(data).RootElement);
}
