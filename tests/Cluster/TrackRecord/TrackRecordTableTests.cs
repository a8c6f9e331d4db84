using System.Security.Cryptography;
using System.Text;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.TrackRecord;
using Huracan.Contracts;
using Huracan.Contracts.TrackRecord;
using Huracan.Contracts.Trading;
using Huracan.Tests.Servers.Databases;
using Npgsql;

namespace Huracan.Tests.Cluster.TrackRecord;

public class TrackRecordTableTests
{
    private static readonly UnitId Unit = new("AUSDT", Timeframe.H1);

    [PostgresFact]
    public async Task Entries_are_bound_to_each_other_and_no_decision_is_made_twice()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var table = new TrackRecordTable(database);

        var first = await table.AppendAsync([Decision(1), Decision(2), Decision(2, direction: -1)], CancellationToken.None);
        var second = await table.AppendAsync([Decision(2, direction: -1), Decision(3)], CancellationToken.None);
        var judged = await table.AppendAsync([Outcome(first[0], 12), Outcome(first[0], 99)], CancellationToken.None);
        var again = await table.AppendAsync([Outcome(first[0], 99)], CancellationToken.None);

        Assert.Equal([1L, 2L], first.Select(row => row.Number));
        Assert.Equal([3L], second.Select(row => row.Number));
        Assert.Equal((1, 0), (judged, again));
        var entries = await table.AfterAsync(0, 100, CancellationToken.None);
        Assert.Equal([1, 2, 3, 4], entries.Select(entry => entry.Number));
        var hash = new byte[32];
        foreach (var entry in entries)
        {
            hash = SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(entry.Content)]);
            Assert.Equal(Convert.ToHexStringLower(hash), entry.Hash);
        }
        Assert.Equal([3L], (await table.AfterAsync(2, 1, CancellationToken.None)).Select(entry => entry.Number));
        Assert.Equal([2L, 3L], (await table.OpenAsync(CancellationToken.None)).Select(row => row.Number));
        Assert.InRange(
            TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - first[0].Decision.Recorded, 0, 60_000); // the database's clock
    }

    [PostgresFact]
    public async Task What_is_recorded_cannot_be_changed_taken_out_or_emptied()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var table = new TrackRecordTable(database);
        await table.AppendAsync([Decision(1)], CancellationToken.None);
        var before = await table.AfterAsync(0, 10, CancellationToken.None);

        foreach (var change in new[]
        {
            "update track_record set content = content", "update track_record set hash = hash", "delete from track_record",
            "truncate track_record cascade",
        })
        {
            var error = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(change, CancellationToken.None));
            Assert.Contains("append-only", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await table.AfterAsync(0, 10, CancellationToken.None));
    }

    [PostgresFact]
    public async Task Writers_at_once_make_one_chain()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var table = new TrackRecordTable(database);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                await table.AppendAsync([Decision(i, coin: $"W{writer}USDT"), Decision(i)], CancellationToken.None);
        })));

        var entries = await table.AfterAsync(0, 1_000, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, 8 * 20 + 20).Select(i => (long)i), entries.Select(entry => entry.Number));
        var hash = new byte[32];
        foreach (var entry in entries)
            Assert.Equal(Convert.ToHexStringLower(hash = SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(entry.Content)])), entry.Hash);
    }

    [PostgresFact]
    public async Task A_units_record_is_its_decisions_with_outcomes_and_what_they_come_to()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var table = new TrackRecordTable(database);
        var rows = await table.AppendAsync([Decision(1), Decision(2), Decision(3), Decision(4), Decision(5)], CancellationToken.None);
        await table.AppendAsync([Decision(1, coin: "BUSDT")], CancellationToken.None);
        await table.AppendAsync(
            [
                Outcome(rows[0], 30), Outcome(rows[1], -10, shouldTrade: true), Outcome(rows[2], null, real: -1),
                Outcome(rows[3], null, real: null),
            ],
            CancellationToken.None);

        var page = await table.OfUnitAsync(Unit, null, 2, CancellationToken.None);
        var rest = await table.OfUnitAsync(Unit, page[^1].Decision.Closed, 10, CancellationToken.None);
        var summary = await table.ByUnitAsync(TimeProvider.System.GetUtcNow().AddDays(-1), CancellationToken.None);

        Assert.Equal([5L, 4L], page.Select(row => row.Number));
        Assert.Equal([3L, 2L, 1L], rest.Select(row => row.Number));
        Assert.Null(page[0].Outcome);
        Assert.Equal(-10, rest[1].Outcome?.Trade?.NetBps);
        Assert.Equal(rows[1].Decision, rest[1].Decision);
        var unit = Assert.Single(summary);
        Assert.Equal(("AUSDT", 4, 2 / 3.0), (unit.Coin, unit.Outcomes, unit.Accuracy!.Value));
        Assert.Equal((2, 0.5, 10.0), (unit.Trades, unit.WinRate!.Value, unit.MeanNetBps!.Value));
        Assert.Equal((1, -10.0), (unit.GatedTrades, unit.GatedMeanNetBps!.Value));
        Assert.Empty(await table.ByUnitAsync(TimeProvider.System.GetUtcNow().AddDays(1), CancellationToken.None));
    }

    private static PaperDecision Decision(int hour, string coin = "AUSDT", int direction = 1) => new()
    {
        Coin = coin,
        Timeframe = Timeframe.H1,
        Closed = hour * Timeframe.H1.Milliseconds,
        RunId = "run",
        Family = "xgboost",
        Horizon = 4,
        Price = 1.25,
        Class = direction,
        Confidence = 0.61f,
        Value = 0.001,
        IsTraded = true,
        Gate = new GateDecision(false, GateAction.Warmup, "paper only", 61.5, QualityTier.Medium, 0),
    };

    private static PaperOutcome Outcome(RecordRow row, double? netBps, bool shouldTrade = false, int? real = 1) => new()
    {
        Coin = row.Decision.Coin,
        Timeframe = row.Decision.Timeframe,
        Closed = row.Decision.Closed,
        Decision = row.Number,
        ShouldTrade = shouldTrade,
        Class = real,
        IsRight = real is null ? null : real == row.Decision.Class,
        Return = real is null ? null : 0.01,
        Trade = netBps is { } bps ? new PaperTrade(0, 1, 1, 1.1, ExitReason.Horizon, bps) : null,
    };
}
