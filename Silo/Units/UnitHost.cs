using Huracan.Cluster.Grains;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Silo.Settings;

namespace Huracan.Silo.Units;

/// <summary>Runs a unit on this silo, from claim to end. A failure is recorded in the unit's record and not thrown.</summary>
internal sealed partial class UnitHost(
    IGrainFactory grains, UnitTiming timing, IUnitWork work, Claims claims, SiloIdentity silo, SiloMetrics metrics, TimeProvider time,
    ILogger<UnitHost> log)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefusedDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Claims the unit and does its work; does nothing where the unit cannot be claimed.</summary>
    /// <param name="key">The unit.</param>
    /// <param name="owner">This silo.</param>
    /// <param name="draining">Cancelled when the silo stops.</param>
    public async Task RunAsync(UnitKey key, UnitOwner owner, CancellationToken draining)
    {
        var unit = grains.GetGrain<IUnitGrain>(key.Unit.ToString());
        if (await unit.StartAsync(key.RunId, owner, SettingText.Of(silo.Device)) is not { } claimed)
        {
            // Another silo owns it, it has ended, or an operator paused or cancelled it; the queue shows that soon.
            await Task.Delay(RefusedDelay, time, CancellationToken.None);
            return;
        }
        LogClaimed(key, claimed.Token);
        await using var claim = new UnitClaim(unit, claimed, timing, draining);
        using var entry = claims.Enter(claim);
        metrics.Claimed();
        var started = time.GetTimestamp();
        metrics.Ended(await WorkAsync(claim, unit, draining), time.GetElapsedTime(started));
        await ConcludeAsync(key.RunId);
    }

    // How the claim ended: finished, failed, released or lost.
    private async Task<string> WorkAsync(UnitClaim claim, IUnitGrain unit, CancellationToken draining)
    {
        var (runId, token) = (claim.Key.RunId, claim.Number);
        UnitResult result;
        try
        {
            result = await work.DoAsync(claim);
        }
        catch (Exception exception) when (claim.StopReason == StopReason.Lost || exception is StaleOwnerException)
        {
            LogLost(token, claim.Key);
            return "lost";
        }
        catch (OperationCanceledException) when (claim.StopReason is StopReason.Requested or StopReason.Drain)
        {
            LogReleased(claim.Key, claim.StopReason);
            return await EndAsync(claim, "released", () => unit.ReleaseAsync(runId, token), draining);
        }
        catch (Exception exception)
        {
            var reason = exception is UnitFailureException or IOException
                ? exception.Message
                : $"{exception.GetType().Name}: {exception.Message}";
            var transient = exception is UnitFailureException { IsTransient: true } or IOException or Npgsql.NpgsqlException
                or StoreUnavailableException or OrleansException or TimeoutException;
            LogFailure(claim.Key, reason, exception);
            return await EndAsync(claim, "failed", () => unit.FailAsync(runId, token, reason, transient), draining);
        }
        LogEnded(claim.Key, result.Status, result.Reason);
        return await EndAsync(claim, "finished", () => unit.FinishAsync(runId, token, result), draining);
    }

    // This silo lives, so no other will find out that the work has ended: it must be written, however long that takes. What cannot be
    // written at all is thrown: the dispatcher finds that the unit has no worker, and counts a failed attempt.
    private async Task<string> EndAsync(UnitClaim claim, string outcome, Func<Task> write, CancellationToken draining)
    {
        await claim.EndReportsAsync(); // one that comes after the end would be refused
        while (true)
        {
            try
            {
                await write();
                return outcome;
            }
            catch (Exception exception) when (exception is StaleOwnerException or KeyNotFoundException)
            {
                LogLost(claim.Number, claim.Key);
                return "lost";
            }
            catch (Exception exception) when (exception is StoreUnavailableException or OrleansException or TimeoutException)
            {
                LogNotWritten(claim.Key, outcome, exception.Message);
                if (draining.IsCancellationRequested)
                    throw; // this silo leaves, the others take the unit, and it counts as a failed attempt
                await Task.Delay(RetryDelay, time, CancellationToken.None);
            }
        }
    }

    private async Task ConcludeAsync(string runId)
    {
        try
        {
            await grains.GetGrain<IRunGrain>(runId).ConcludeAsync();
        }
        catch (Exception exception)
        {
            LogNotConcluded(runId, exception.Message); // the dispatcher looks for such runs
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Unit} claimed with token {Token}")]
    private partial void LogClaimed(UnitKey unit, long token);

    [LoggerMessage(2, LogLevel.Information, "{Unit} ended {Status}: {Reason}")]
    private partial void LogEnded(UnitKey unit, UnitStatus status, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Claim {Token} of {Unit} is lost; another silo may own the unit")]
    private partial void LogLost(long token, UnitKey unit);

    [LoggerMessage(4, LogLevel.Information, "{Unit} released because of {Reason}")]
    private partial void LogReleased(UnitKey unit, StopReason reason);

    [LoggerMessage(5, LogLevel.Error, "{Unit} failed: {Reason}")]
    private partial void LogFailure(UnitKey unit, string reason, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "That {Unit} has {Outcome} could not be written yet: {Reason}")]
    private partial void LogNotWritten(UnitKey unit, string outcome, string reason);

    [LoggerMessage(7, LogLevel.Warning, "Run {Run} was not concluded yet: {Reason}")]
    private partial void LogNotConcluded(string run, string reason);
}
