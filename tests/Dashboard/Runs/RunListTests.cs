using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;
using Huracan.Dashboard.Runs;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Runs;

public class RunListTests : Rendering
{
    private static readonly DateTimeOffset Created = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Without_a_run_the_list_offers_to_start_one()
    {
        Api.Add("runs", List<RunView>());

        var page = RenderAt<RunsPage>("runs");

        Assert.Contains("Start one", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("runs?new=true", page.Find(".empty a").GetAttribute("href"));
        Assert.Empty(page.FindAll(".grid"));
    }

    [Fact]
    public void Only_an_open_run_can_be_paused_resumed_or_cancelled()
    {
        Api.Add("runs", List(Run(1, RunState.Running), Run(2, RunState.Paused), Run(3, RunState.Finished), Run(4, RunState.Cancelled)));

        var rows = RenderAt<RunsPage>("runs").FindAll(".grid tbody tr");

        Assert.Equal(
            ["Pause Cancel", "Resume Cancel", "", ""],
            rows.Select(row => string.Join(' ', row.QuerySelectorAll("button").Select(button => button.TextContent.Trim()))));
        Assert.Equal(
            ["20260101T000000Z-00000001", "RUNNING", "1 of 3", "2026-01-02 03:04:05", "–", "v", "simulated"],
            Cells(rows[0]).SkipLast(1));
    }

    private static RunView Run(int number, RunState state) =>
        new(
            $"20260101T000000Z-0000000{number}", Created, state, "v", "simulated", null,
            new Dictionary<UnitState, int> { [UnitState.Queued] = 2, [UnitState.Scored] = 1 });
}
