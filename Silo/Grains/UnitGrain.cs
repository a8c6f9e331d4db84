using Huracan.Cluster.Champions;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Silo.Champions;
using Npgsql;
using Orleans.Placement;

namespace Huracan.Silo.Grains;

/// <summary>
/// A unit's grain. Its row of the run, which queries read and operators change, and its own state are written in one transaction, so that
/// they agree whatever fails. The version of the state refuses an activation that is not the only one; the row's token refuses silos.
/// </summary>
[GrainType("unit"), PreferLocalPlacement]
internal sealed partial class UnitGrain(
    [PersistentState(UnitStateTable.StateName)] IPersistentState<UnitGrainState> state, Database database, UnitTable units,
    UnitMachine machine, UnitContests contests, ContestTable contended, IClusterMembershipService membership, GrainMetrics metrics,
    TimeProvider time, ILogger<UnitGrain> log)
    : Grain, IUnitGrain
{
    private const int MostSearches = 200; // the state is written whole; all trials are in their studies

    private UnitId Unit => UnitId.Parse(this.GetPrimaryKeyString());

    private UnitHistory History => state.State.History;

    public async Task<UnitClaimed?> StartAsync(string runId, UnitOwner owner, string device)
    {
        var current = state.State;
        if (current.Owner is { } other && other != owner && !OwnerLiveness.IsGone(other.Address, membership.CurrentSnapshot))
            return null;
        try
        {
            if (current is { RunId: { } held, Token: var token, Owner: { } last })
                await ChangeAsync(held, record => last == owner && record.Owner is not null && record.Token == token
                    ? UnitMachine.Release(record, token, time.GetUtcNow()) // the owner asks again: the first answer was lost
                    : machine.Abandon(record, token, time.GetUtcNow()));
            var claimed = await WriteAsync(
                connection => UnitTable.ChangeAsync(
                    connection, Key(runId), record => UnitMachine.Claim(record, owner, device, time.GetUtcNow()), CancellationToken.None),
                record => state.State with { RunId = runId, Token = record.Token, Owner = owner });
            return new UnitClaimed(claimed.Key, claimed.Token);
        }
        catch (Exception exception) when (exception is UnitRefusedException or KeyNotFoundException)
        {
            return null; // it has ended, waits after a failure, or an operator paused or cancelled it
        }
    }

    public async Task<DesiredState> ReportAsync(string runId, long token, UnitProgress progress)
    {
        var now = time.GetUtcNow();
        var record = await WriteAsync(
            connection => UnitTable.ChangeAsync(
                connection, Key(runId), unit => UnitMachine.Advance(unit, token, progress, now), CancellationToken.None),
            _ => progress.State == UnitState.Backtesting ? state.State with { History = Opened(runId, token, now) } : state.State);
        return record.DesiredState;
    }

    public async Task RecordSearchAsync(long token, SearchHistory search)
    {
        var others = History.Searches.Where(other => (other.RunId, other.Candidate) != (search.RunId, search.Candidate))
            .TakeLast(MostSearches - 1);
        await WriteAsync(
            connection => UnitTable.ChangeAsync(
                connection, Key(search.RunId), unit => UnitMachine.Publish(unit, token), CancellationToken.None),
            _ => state.State with { History = History with { Searches = [.. others, search] } });
    }

    public async Task OpenTestAsync(string runId, long token, TestEvidence evidence)
    {
        var now = time.GetUtcNow();
        await WriteAsync(
            async connection =>
            {
                var unit = await UnitTable.ChangeAsync(
                    connection, Key(runId), record => UnitMachine.Publish(record, token), CancellationToken.None);
                await OpenedTestTable.AddAsync(connection, OpenedTest.Of(runId, Unit, evidence, now), CancellationToken.None);
                return unit;
            },
            _ => state.State with { History = Opened(runId, token, now) });
    }

    public async Task FinishAsync(string runId, long token, UnitResult result)
    {
        var now = time.GetUtcNow();
        ServingModel? serving = null;
        try
        {
            await WriteAsync(
                async connection =>
                {
                    var ended = await ModelTable.FinishAsync(connection, Key(runId), token, result, now, CancellationToken.None);
                    serving = await ModelTable.ServingAsync(connection, Unit, CancellationToken.None);
                    return ended;
                },
                _ => state.State.Free() with { History = Ended(runId, token, result, now) with { Serving = serving } });
        }
        catch (StaleOwnerException) when (state.State.RunId != runId)
        {
            // Perhaps it is done, and the answer was lost.
            if (await units.FindAsync(Key(runId), CancellationToken.None) is not { Result: not null } ended || ended.Token != token)
                throw;
        }
        DeactivateOnIdle(); // nothing more is asked of most units for hours
    }

    public Task FailAsync(string runId, long token, string reason, bool transient) => ChangeAsync(
        runId, record => machine.Fail(record, token, reason, transient, time.GetUtcNow()));

    public Task ReleaseAsync(string runId, long token) => ChangeAsync(
        runId, record => UnitMachine.Release(record, token, time.GetUtcNow()));

    public async Task AbandonAsync(string runId, long token)
    {
        var isTaken = false;
        var left = await ChangeAsync(runId, record =>
        {
            var next = machine.Abandon(record, token, time.GetUtcNow());
            isTaken = next != record;
            return next;
        });
        if (!isTaken)
            return; // it was given back meanwhile, or another claim has come since
        metrics.Abandoned();
        LogAbandoned(left.Key, token, left.State);
    }

    public async Task<IReadOnlyList<FactoryUnit>> ContendAsync(string runId)
    {
        var key = Key(runId);
        if (await contended.FindAsync(key, CancellationToken.None) is { } earlier)
            return earlier;
        var change = await contests.JudgeAsync(key, CancellationToken.None);
        var now = time.GetUtcNow();
        await WriteAsync(
            async connection =>
            {
                await ContestTable.AddAsync(connection, key, change.Outcomes, change.Drift, now, CancellationToken.None);
                await ChampionTable.ChangeAsync(connection, runId, Unit, change, now, CancellationToken.None);
                return change;
            },
            _ => state.State with { History = UnitContenders.After(History, change, now) });
        return change.Outcomes;
    }

    public async Task<UnitChampion> RollbackAsync(int horizon, string? version, string? from)
    {
        var now = time.GetUtcNow();
        var (champion, before) = await WriteAsync(
            connection => ChampionTable.RollbackAsync(
                connection, new ChampionKey(Unit, horizon), version, from, now, CancellationToken.None),
            moved => state.State with { History = UnitContenders.After(History, moved.Champion, moved.Before) });
        return UnitContenders.Of(champion, before);
    }

    private UnitKey Key(string runId) => new(runId, Unit);

    private UnitHistory Opened(string runId, long token, DateTimeOffset now) =>
        History.TestOpenings.Any(opening => (opening.RunId, opening.Token) == (runId, token))
            ? History
            : History with { TestOpenings = [.. History.TestOpenings, new TestOpening(runId, token, now)] };

    // A scored model was tried on the test window, whether or not that was reported on the way.
    private UnitHistory Ended(string runId, long token, UnitResult result, DateTimeOffset now) =>
        result is { Status: UnitStatus.Done, IsUnscored: false } ? Opened(runId, token, now) : History;

    // A change after which no silo owns the unit, unless the claim was another one.
    private Task<UnitRecord> ChangeAsync(string runId, Func<UnitRecord, UnitRecord> change) => WriteAsync(
        connection => UnitTable.ChangeAsync(connection, Key(runId), change, CancellationToken.None),
        record => state.State.RunId == runId && record.Owner is null ? state.State.Free() : state.State);

    private async Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> change, Func<T, UnitGrainState> next)
    {
        var isWriting = false;
        try
        {
            return await Database.TransactAmbientAsync(async () =>
            {
                T record;
                await using (var connection = await database.OpenAsync(CancellationToken.None))
                    record = await change(connection);
                isWriting = true;
                await SaveAsync(next(record));
                return record;
            });
        }
        catch (StaleOwnerException)
        {
            metrics.RefusedByToken();
            throw;
        }
        catch (Exception exception) when (isWriting)
        {
            // What is in memory may not be what is stored: the next call reads it anew.
            metrics.RefusedByState();
            LogRefused(Unit, exception.Message);
            DeactivateOnIdle();
            throw;
        }
    }

    private Task SaveAsync(UnitGrainState next)
    {
        if (next == state.State)
            return Task.CompletedTask;
        state.State = next;
        return state.WriteStateAsync();
    }

    [LoggerMessage(1, LogLevel.Warning, "The state of {Unit} was not written: {Reason}")]
    private partial void LogRefused(UnitId unit, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Claim {Token} of {Unit} was taken from a silo that died or had lost it; the unit is {State} now")]
    private partial void LogAbandoned(UnitKey unit, long token, UnitState state);
}
