using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Progress;

namespace Huracan.Silo.Units;

/// <summary>
/// A silo's hold on a unit. While it lives it sends heartbeats, which carry progress out and the desired state in. When the store
/// cannot be reached for as long as the lease lasts, the claim counts as lost: another silo may have taken the unit.
/// </summary>
internal sealed class UnitClaim : IAsyncDisposable
{
    private readonly IUnitStore units;
    private readonly UnitMachine machine;
    private readonly UnitTiming timing;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopped = new();
    private readonly CancellationTokenSource over = new();
    private readonly SemaphoreSlim news = new(0);
    private readonly CancellationTokenRegistration drain;
    private readonly Task heartbeats;
    private volatile Standing standing = new(UnitState.Preflight, 0, null);
    private DateTimeOffset heardUntil;
    private int end;

    public UnitClaim(
        IUnitStore units, UnitMachine machine, UnitTiming timing, TimeProvider time, UnitRecord claimed, CancellationToken draining)
    {
        (this.units, this.machine, this.timing, this.time) = (units, machine, timing, time);
        (Key, Number, heardUntil) = (claimed.Key, claimed.Token, claimed.LeaseUntil);
        drain = draining.Register(() => Stop(ClaimEnd.Drain));
        heartbeats = Task.Run(BeatAsync, CancellationToken.None);
    }

    public UnitKey Key { get; }

    /// <summary>The fencing token.</summary>
    public long Number { get; }

    /// <summary>Cancelled when the work has to stop.</summary>
    public CancellationToken Stopped => stopped.Token;

    /// <summary>Why it has to stop; the first reason counts, except that a lost claim stays lost.</summary>
    public ClaimEnd End => (ClaimEnd)Volatile.Read(ref end);

    /// <summary>Tells how far the work is: at once where the state changes, else with the next heartbeat.</summary>
    public void Report(UnitState state, double progress, UnitActivity activity)
    {
        var moved = standing.State != state;
        standing = new Standing(state, progress, activity);
        if (moved)
            news.Release();
    }

    /// <summary>Somebody found out that the claim is over.</summary>
    public void Lose() => Stop(ClaimEnd.Lost);

    /// <summary>Asks for the next heartbeat now: an operator may want something.</summary>
    public void Wake() => news.Release();

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await heartbeats;
        await drain.DisposeAsync();
        stopped.Dispose();
        over.Dispose();
        news.Dispose();
    }

    private async Task BeatAsync()
    {
        while (!over.IsCancellationRequested && End != ClaimEnd.Lost)
        {
            try
            {
                await news.WaitAsync(timing.Heartbeat, over.Token);
                await BeatOnceAsync();
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (StaleOwnerException)
            {
                Stop(ClaimEnd.Lost);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The store cannot be reached. Time is on the other silos' side.
                if (time.GetUtcNow() >= heardUntil)
                    Stop(ClaimEnd.Lost);
            }
        }
    }

    private async Task BeatOnceAsync()
    {
        var now = time.GetUtcNow();
        var (state, progress, activity) = standing;
        var record = await units.ChangeAsync(Key, unit => machine.Advance(unit, Number, state, progress, activity, now), over.Token);
        heardUntil = record.LeaseUntil;
        if (record.DesiredState != DesiredState.Run)
            Stop(ClaimEnd.Requested);
    }

    private void Stop(ClaimEnd reason)
    {
        if (reason == ClaimEnd.Lost)
            Volatile.Write(ref end, (int)reason);
        else
            Interlocked.CompareExchange(ref end, (int)reason, (int)ClaimEnd.None);
        stopped.Cancel();
    }

    private sealed record Standing(UnitState State, double Progress, UnitActivity? Activity);
}
