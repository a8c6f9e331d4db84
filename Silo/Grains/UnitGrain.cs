using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Npgsql;
using Orleans.Placement;

namespace Huracan.Silo.Grains;

/// <summary>
/// A unit's grain. Its row of the run, which queries read and operators change, and its own state are written in one transaction, so that
/// they agree whatever fails. The version of the state refuses an activation that is not the only one; the row's token refuses silos.
/// </summary>
[GrainType("unit"), PreferLocalPlacement]
internal sealed partial class UnitGrain(
    [PersistentState("unit")] IPersistentState<UnitGrainState> state, Database database, UnitTable units, UnitMachine machine,
    IClusterMembershipService membership, TimeProvider time, ILogger<UnitGrain> log) : Grain, IUnitGrain
{
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
        var record = await units.ChangeAsync(
            Key(runId), unit => UnitMachine.Advance(unit, token, progress, now), CancellationToken.None);
        var isOpened = History.TestOpenings.Any(opening => (opening.RunId, opening.Token) == (runId, token));
        if (progress.State == UnitState.Backtesting && !isOpened)
            await RememberAsync(History with { TestOpenings = [.. History.TestOpenings, new TestOpening(runId, token, now)] });
        return record.DesiredState;
    }

    public async Task RecordSearchAsync(long token, SearchHistory search)
    {
        var key = Key(search.RunId);
        UnitMachine.Publish(
            await units.FindAsync(key, CancellationToken.None) ?? throw new KeyNotFoundException($"There is no unit {key}."), token);
        var others = History.Searches.Where(other => (other.RunId, other.Candidate) != (search.RunId, search.Candidate));
        await RememberAsync(History with { Searches = [.. others, search] });
    }

    public async Task FinishAsync(string runId, long token, UnitResult result)
    {
        var now = time.GetUtcNow();
        try
        {
            await WriteAsync(
                connection => ModelTable.FinishAsync(connection, Key(runId), token, result, now, CancellationToken.None),
                _ => state.State.Free() with { History = Serving(runId, result) });
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
        var left = await ChangeAsync(runId, record => machine.Abandon(record, token, time.GetUtcNow()));
        LogAbandoned(left.Key, token, left.State);
    }

    public Task<UnitHistory> HistoryAsync() => Task.FromResult(History);

    private UnitKey Key(string runId) => new(runId, Unit);

    private UnitHistory Serving(string runId, UnitResult result) =>
        result is { Status: UnitStatus.Done, Family: { } family, Horizon: { } horizon, Score: { } score }
            && string.CompareOrdinal(History.Serving?.RunId, runId) <= 0
                ? History with { Serving = new ServingModel(runId, family, horizon, score) }
                : History;

    // A change after which no silo owns the unit, unless the claim was another one.
    private Task<UnitRecord> ChangeAsync(string runId, Func<UnitRecord, UnitRecord> change) => WriteAsync(
        connection => UnitTable.ChangeAsync(connection, Key(runId), change, CancellationToken.None),
        record => state.State.RunId == runId && record.Owner is null ? state.State.Free() : state.State);

    private async Task<UnitRecord> WriteAsync(
        Func<NpgsqlConnection, Task<UnitRecord>> change, Func<UnitRecord, UnitGrainState> next)
    {
        var isWriting = false;
        try
        {
            return await Database.TransactAmbientAsync(async () =>
            {
                UnitRecord record;
                await using (var connection = await database.OpenAsync(CancellationToken.None))
                    record = await change(connection);
                isWriting = true;
                await SaveAsync(next(record));
                return record;
            });
        }
        catch (Exception exception) when (isWriting)
        {
            Discard(exception);
            throw;
        }
    }

    private async Task RememberAsync(UnitHistory history)
    {
        try
        {
            await SaveAsync(state.State with { History = history });
        }
        catch (Exception exception)
        {
            Discard(exception);
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

    // What is in memory may not be what is stored: the next call reads it anew.
    private void Discard(Exception exception)
    {
        LogRefused(Unit, exception.Message);
        DeactivateOnIdle();
    }

    [LoggerMessage(1, LogLevel.Warning, "The state of {Unit} was not written: {Reason}")]
    private partial void LogRefused(UnitId unit, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Claim {Token} of {Unit} was taken from a silo that died or had lost it; the unit is {State} now")]
    private partial void LogAbandoned(UnitKey unit, long token, UnitState state);
}
