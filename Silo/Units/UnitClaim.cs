using Huracan.Cluster.Grains;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;

namespace Huracan.Silo.Units;

/// <summary>
/// A silo's claim on a unit. It reports progress to the unit's grain, which answers with the desired state. While the grain or the database
/// cannot be reached the work goes on: if another silo takes the unit meanwhile, every write with this claim's token is refused.
/// </summary>
internal sealed class UnitClaim : IAsyncDisposable
{
    private readonly IUnitGrain grain;
    private readonly TimeSpan interval;
    private readonly CancellationTokenSource stopped = new();
    private readonly CancellationTokenSource disposing = new();
    private readonly WakeUp wakeUp = new();
    private readonly CancellationTokenRegistration drain;
    private readonly Task reports;
    private volatile UnitProgress progress = new(UnitState.Preflight, 0, null);
    private int stopReason;

    public UnitClaim(IUnitGrain grain, UnitClaimed claimed, UnitTiming timing, CancellationToken draining)
    {
        (this.grain, interval) = (grain, timing.Report);
        (Key, Number) = (claimed.Key, claimed.Token);
        drain = draining.Register(() => Stop(StopReason.Drain));
        reports = Task.Run(ReportAsync, CancellationToken.None);
    }

    public UnitKey Key { get; }

    /// <summary>The fencing token.</summary>
    public long Number { get; }

    /// <summary>Cancelled when the work has to stop.</summary>
    public CancellationToken Stopped => stopped.Token;

    /// <summary>Why the work has to stop. The first reason counts, but a claim that is lost later is lost.</summary>
    public StopReason StopReason => (StopReason)Volatile.Read(ref stopReason);

    /// <summary>Reports progress: at once where the state changes or a training has its first epoch, else with the next report.</summary>
    public void Report(UnitState state, double fraction, UnitActivity activity)
    {
        var last = progress;
        var changed = last.State != state || (last.Activity?.Epoch is null && activity.Epoch is not null);
        progress = new UnitProgress(state, fraction, activity);
        if (changed)
            Wake();
    }

    /// <summary>Tells the grain how a search stands.</summary>
    public Task RecordAsync(SearchHistory search) => grain.RecordSearchAsync(Number, search);

    /// <summary>Tells the grain of a test part that is read.</summary>
    public Task OpenTestAsync(TestEvidence evidence) => grain.OpenTestAsync(Key.RunId, Number, evidence);

    /// <summary>Marks the claim as lost: a write with its token was refused.</summary>
    public void Lose() => Stop(StopReason.Lost);

    /// <summary>Reports now, because the desired state may have changed.</summary>
    public void Wake() => wakeUp.Set();

    /// <summary>Reports no more.</summary>
    public async Task EndReportsAsync()
    {
        await disposing.CancelAsync();
        await reports;
    }

    public async ValueTask DisposeAsync()
    {
        await EndReportsAsync();
        await drain.DisposeAsync();
        stopped.Dispose();
        disposing.Dispose();
        wakeUp.Dispose();
    }

    private async Task ReportAsync()
    {
        while (!disposing.IsCancellationRequested && StopReason != StopReason.Lost)
        {
            try
            {
                await wakeUp.WaitAsync(interval, disposing.Token);
                if (await grain.ReportAsync(Key.RunId, Number, progress) != DesiredState.Run)
                    Stop(StopReason.Requested);
            }
            catch (OperationCanceledException) when (disposing.IsCancellationRequested)
            {
                return;
            }
            catch (StaleOwnerException)
            {
                Stop(StopReason.Lost);
            }
            catch (Exception)
            {
                // Neither lost nor stopped: the next report tells.
            }
        }
    }

    private void Stop(StopReason reason)
    {
        if (reason == StopReason.Lost)
            Volatile.Write(ref stopReason, (int)reason);
        else
            Interlocked.CompareExchange(ref stopReason, (int)reason, (int)StopReason.None);
        stopped.Cancel();
    }
}
