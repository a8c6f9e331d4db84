using Huracan.Cluster.Models;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Silo.Settings;

namespace Huracan.Silo.Units;

/// <summary>Runs a unit on this silo, from claim to end. A failure is recorded in the unit's record and not thrown.</summary>
internal sealed partial class UnitHost(
    UnitTable units, ModelTable models, ConclusionTable conclusions, UnitMachine machine, UnitTiming timing, IUnitWork work, Claims claims,
    SiloIdentity silo, SiloMetrics metrics,
    TimeProvider time, ILogger<UnitHost> log)
{
    /// <summary>Claims the unit and does its work; does nothing where the unit cannot be claimed.</summary>
    /// <param name="key">The unit.</param>
    /// <param name="draining">Cancelled when the silo stops.</param>
    public async Task RunAsync(UnitKey key, CancellationToken draining)
    {
        UnitRecord claimed;
        try
        {
            claimed = await units.ChangeAsync(
                key, unit => machine.Claim(unit, silo.Id, SettingText.Of(silo.Device), time.GetUtcNow()), draining);
        }
        catch (Exception exception) when (exception is UnitRefusedException or KeyNotFoundException)
        {
            return; // another silo owns it, it has ended, or an operator paused or cancelled it
        }
        if (!claimed.HasEnded)
        {
            LogClaimed(key, claimed.Token);
            await using var claim = new UnitClaim(units, machine, timing, time, claimed, draining);
            using var entry = claims.Enter(claim);
            metrics.Claimed();
            var started = time.GetTimestamp();
            metrics.Ended(await WorkAsync(claim), time.GetElapsedTime(started));
        }
        await conclusions.TryConcludeAsync(key.RunId, CancellationToken.None);
    }

    // How the claim ended: finished, failed, released or lost.
    private async Task<string> WorkAsync(UnitClaim claim)
    {
        try
        {
            var result = await work.DoAsync(claim);
            var ended = await models.FinishAsync(claim.Key, claim.Number, result, CancellationToken.None);
            LogEnded(claim.Key, ended.State, ended.Reason);
            return "finished";
        }
        catch (Exception) when (claim.StopReason == StopReason.Lost)
        {
            LogLost(claim.Number, claim.Key);
            return "lost";
        }
        catch (StaleOwnerException)
        {
            LogLost(claim.Number, claim.Key);
            return "lost";
        }
        catch (OperationCanceledException) when (claim.StopReason is StopReason.Requested or StopReason.Drain)
        {
            var left = await units.ChangeAsync(
                claim.Key, unit => UnitMachine.Release(unit, claim.Number, time.GetUtcNow()), CancellationToken.None);
            LogReleased(claim.Key, claim.StopReason, left.State);
            return "released";
        }
        catch (Exception exception)
        {
            var reason = exception is UnitFailureException or IOException
                ? exception.Message
                : $"{exception.GetType().Name}: {exception.Message}";
            var transient = exception is UnitFailureException { IsTransient: true } or IOException or Npgsql.NpgsqlException;
            LogFailure(claim.Key, reason, exception);
            await units.ChangeAsync(
                claim.Key, unit => machine.Fail(unit, claim.Number, reason, transient, time.GetUtcNow()), CancellationToken.None);
            return "failed";
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Unit} claimed with token {Token}")]
    private partial void LogClaimed(UnitKey unit, long token);

    [LoggerMessage(2, LogLevel.Information, "{Unit} ended {State}: {Reason}")]
    private partial void LogEnded(UnitKey unit, UnitState state, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Claim {Token} of {Unit} is lost; another silo may own the unit")]
    private partial void LogLost(long token, UnitKey unit);

    [LoggerMessage(4, LogLevel.Information, "{Unit} released because of {Reason}; it is {State} now")]
    private partial void LogReleased(UnitKey unit, StopReason reason, UnitState state);

    [LoggerMessage(5, LogLevel.Error, "{Unit} failed: {Reason}")]
    private partial void LogFailure(UnitKey unit, string reason, Exception exception);
}
