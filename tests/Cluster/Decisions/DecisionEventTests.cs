using Huracan.Cluster.Models;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Reports;
using Huracan.Tests.Cluster.Events;
using Huracan.Tests.Cluster.Harness;

namespace Huracan.Tests.Cluster.Decisions;

[Collection(LargeCollection.Name)]
public class DecisionEventTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    [PostgresFact]
    public async Task Every_unit_of_a_run_is_decided_before_the_run_has_ended()
    {
        var (a, b) = (new UnitId("AUSDT", Timeframe.H1), new UnitId("BUSDT", Timeframe.H4));
        var runId = await cluster.RunAsync(a, b);
        await EndAsync(runId, a, 80);
        await EndAsync(runId, b, null);

        var events = await EventsAsync(runId);

        Assert.Equal(["decision", "decision", "run"], events.TakeLast(3).Select(@event => @event.Kind));
        var (first, second) = (Decision(events, a), Decision(events, b));
        Assert.Equal(("ACTIVE", null, 80, "HIGH"), (first.Action, first.Before, first.Score, first.Tier));
        Assert.Equal(("NO_TRADE", null, 0, "REJECTED"), (second.Action, second.Before, second.Score, second.Tier));
        Assert.Equal("it broke", second.Reason);
    }

    [PostgresFact]
    public async Task A_changed_action_names_the_previous_one()
    {
        var unit = new UnitId("CUSDT", Timeframe.H1);
        string[] runs = [
            await cluster.RunAsync(unit), await cluster.RunAsync(unit, new UnitId("DUSDT", Timeframe.H1)), await cluster.RunAsync(unit),
        ];
        await EndAsync(runs[0], unit, 80);
        await EndAsync(runs[1], unit, 10);
        await EndAsync(runs[1], new UnitId("DUSDT", Timeframe.H1), null);
        await EndAsync(runs[2], unit, 12);

        Assert.Null(Decision(await EventsAsync(runs[0]), unit).Before);
        Assert.Equal("ACTIVE", Decision(await EventsAsync(runs[1]), unit).Before);
        Assert.Null(Decision(await EventsAsync(runs[2]), unit).Before); // still NO_TRADE
    }

    [PostgresFact]
    public async Task Concluding_a_run_again_raises_events_only_for_changes()
    {
        var (same, retried) = (new UnitId("EUSDT", Timeframe.H1), new UnitId("FUSDT", Timeframe.H1));
        var runId = await cluster.RunAsync(same, retried);
        await EndAsync(runId, same, 80);
        await EndAsync(runId, retried, null);
        var before = await EventsAsync(runId);

        await (await cluster.TableAsync((database, time) => new RunTable(database, time)))
            .RetryAsync(new UnitKey(runId, retried), CancellationToken.None);
        await EndAsync(runId, retried, 80);
        var again = (await EventsAsync(runId)).Skip(before.Count).Where(@event => @event.Kind == "decision").ToList();

        Assert.Equal("FUSDT", Assert.Single(again).Coin);
        Assert.Equal(("ACTIVE", "NO_TRADE"), (Decision(again, retried).Action, Decision(again, retried).Before));
    }

    private static (string? Action, string? Before, double Score, string? Tier, string? Reason) Decision(
        IEnumerable<ClusterEvent> events, UnitId unit)
    {
        var data = events.Single(@event =>
            @event.Kind == "decision" && @event.Coin == unit.Coin && @event.Timeframe == unit.Timeframe).Data;
        return (Text("action"), Text("before"), data.GetProperty("score").GetDouble(), Text("tier"), Text("reason"));

        string? Text(string name) => data.GetProperty(name).GetString();
    }

    private async Task<List<ClusterEvent>> EventsAsync(string runId) =>
        await ReadableEvents.OfRunAsync(await cluster.DatabaseAsync(), runId);

    // Without a score, it breaks.
    private static TestEvidence Strong => new(
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), 5000, 0.1, 0, 3, "market", "specification", 1)
    {
        ValidationSkill = 0.01,
        ValidationSharpe = 0.99,
    };

    private async Task EndAsync(string runId, UnitId unit, double? score)
    {
        var database = await cluster.DatabaseAsync();
        var key = new UnitKey(runId, unit);
        var claimed = await new UnitTable(database)
            .ChangeAsync(
                key, record => UnitMachine.Claim(record, ClusterDatabase.Owner("silo-1"), "cpu", TimeProvider.System.GetUtcNow()),
                CancellationToken.None);
        var result = new UnitResult(
            unit.Coin, unit.Timeframe, score is null ? UnitStatus.Failed : UnitStatus.Done, score is null ? "it broke" : "", "")
        {
            Score = score,
            ProbabilisticSharpe = 0.99,
            Trades = 500,
            FundingMissingShare = 0,
            Evidence = score is null ? null : Strong,
        };
        await database.TransactAsync(
            connection => ModelTable.FinishAsync(
                connection, key, claimed.Token, result, TimeProvider.System.GetUtcNow(), CancellationToken.None),
            CancellationToken.None);
        await new ConclusionTable(database, TimeProvider.System)
            .TryConcludeAsync(runId, _ => Task.FromResult(true), CancellationToken.None);
    }
}
