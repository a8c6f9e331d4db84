using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Progress;

namespace Huracan.Silo.Units;

/// <summary>
/// A silo's ownership of a unit. It sends heartbeats, which report progress and return the desired state. When the store cannot be reached
/// until the lease ends, the claim counts as lost: another silo may have taken the unit.
/// </summary>
internal sealed class UnitClaim : IAsyncDisposable
{
    private readonly IUnitStore units;
    private readonly UnitMachine machine;
    private readonly UnitTiming timing;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopped = new();
    private readonly CancellationTokenSource disposing = new();
    private readonly SemaphoreSlim wakeUp = new(0);
    private readonly CancellationTokenRegistration drain;
    private readonly Task heartbeats;
    private volatile ReportedWork reported = new(UnitState.Preflight, 0, null);
    private DateTimeOffset leaseUntil;
    private int stopReason;

    public UnitClaim(
        IUnitStore units, UnitMachine machine, UnitTiming timing, TimeProvider time, UnitRecord claimed, CancellationToken draining)
    {
        (this.units, this.machine, this.timing, this.time) = (units, machine, timing, time);
        (Key, Number, leaseUntil) = (claimed.Key, claimed.Token, claimed.LeaseUntil);
        drain = draining.Register(() => Stop(StopReason.Drain));
        heartbeats = Task.Run(HeartbeatsAsync, CancellationToken.None);
    }

    public UnitKey Key { get; }

    /// <summary>The fencing token.</summary>
    public long Number { get; }

    /// <summary>Cancelled when the work has to stop.</summary>
    public CancellationToken Stopped => stopped.Token;

    /// <summary>Why the work has to stop. The first reason counts, but a claim that is lost later is lost.</summary>
    public StopReason StopReason => (StopReason)Volatile.Read(ref stopReason);

    /// <summary>Reports progress: at once where the state changes, otherwise with the next heartbeat.</summary>
    public void Report(UnitState state, double progress, UnitActivity activity)
    {
        var changed = reported.State != state;
        reported = new ReportedWork(state, progress, activity);
        if (changed)
            wakeUp.Release();
    }

    /// <summary>Marks the claim as lost: a write with its token was refused.</summary>
    public void Lose() => Stop(StopReason.Lost);

    /// <summary>Sends the next heartbeat now, because the desired state may have changed.</summary>
    public void Wake() => wakeUp.Release();

    public async ValueTask DisposeAsync()
    {
        await disposing.CancelAsync();
        await heartbeats;
        await drain.DisposeAsync();
        stopped.Dispose();
        disposing.Dispose();
        wakeUp.Dispose();
    }

    private async Task HeartbeatsAsync()
    {
        while (!disposing.IsCancellationRequested && StopReason != StopReason.Lost)
        {
            try
            {
                await wakeUp.WaitAsync(timing.Heartbeat, disposing.Token);
                await HeartbeatAsync();
            }
            catch (OperationCanceledException) when (disposing.IsCancellationRequested)
            {
                return;
            }
            catch (StaleOwnerException)
            {
                Stop(StopReason.Lost);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The store cannot be reached. After the end of the lease another silo may claim the unit.
                if (time.GetUtcNow() >= leaseUntil)
                    Stop(StopReason.Lost);
            }
        }
    }

    private async Task HeartbeatAsync()
    {
        var now = time.GetUtcNow();
        var (state, progress, activity) = reported;
        var record = await units.ChangeAsync(Key, unit => machine.Advance(unit, Number, state, progress, activity, now), disposing.Token);
        leaseUntil = record.LeaseUntil;
        if (record.DesiredState != DesiredState.Run)
            Stop(StopReason.Requested);
    }

    private void Stop(StopReason reason)
    {
        if (reason == StopReason.Lost)
            Volatile.Write(ref stopReason, (int)reason);
        else
            Interlocked.CompareExchange(ref stopReason, (int)reason, (int)StopReason.None);
        stopped.Cancel();
    }

    private sealed record ReportedWork(UnitState State, double Progress, UnitActivity? Activity);
}
