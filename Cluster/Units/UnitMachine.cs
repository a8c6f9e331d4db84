using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;

namespace Huracan.Cluster.Units;

/// <summary>
/// How a unit's record may change: Queued → Preflight → Tuning → Extending → Analyzing → Finalizing → Backtesting → Scored,
/// Failed, Skipped or Cancelled; without a search from Preflight to Finalizing, and in a run that ends before the test part from there to
/// Trained. The functions are pure: they take a record and return the
/// changed one. Callers only load, change and save.
/// </summary>
/// <param name="timing">Back-off times.</param>
public sealed class UnitMachine(UnitTiming timing)
{
    /// <summary>Whether a silo may take the unit now.</summary>
    public static bool CanClaim(UnitRecord record, DateTimeOffset now) =>
        !record.HasEnded && record.DesiredState == DesiredState.Run && now >= record.NotBefore && record.Owner is null;

    /// <summary>A silo claims the unit with a new token.</summary>
    /// <exception cref="UnitRefusedException">It may not be claimed now.</exception>
    public static UnitRecord Claim(UnitRecord record, UnitOwner owner, string device, DateTimeOffset now)
    {
        if (!CanClaim(record, now))
            throw new UnitRefusedException($"{record.Key} cannot be claimed: {Describe(record)}.");
        if (record.Device is not null && record.Device != device)
            throw new UnitRefusedException($"{record.Key} is trained on {record.Device}; {owner.Silo} has {device}.");
        return Move(record, UnitState.Preflight, now) with
        {
            Owner = owner.Silo,
            OwnerAddress = owner.Address,
            Token = record.Token + 1,
            Device = record.Device ?? device,
            Reason = "",
        };
    }

    /// <summary>The owner reports progress; the result holds the desired state.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    public static UnitRecord Advance(UnitRecord record, long token, UnitProgress progress, DateTimeOffset now)
    {
        if (progress.State is < UnitState.Preflight or > UnitState.Backtesting)
            throw new ArgumentOutOfRangeException(
                nameof(progress), progress.State, "Work goes from Preflight to Backtesting; waiting and ending have their own functions.");
        return Move(Owned(record, token), progress.State, now) with { Progress = progress.Fraction, Activity = progress.Activity };
    }

    /// <summary>
    /// Checks the token before the owner publishes files or trials in the same transaction. The record does not change.
    /// </summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    public static UnitRecord Publish(UnitRecord record, long token) => Owned(record, token);

    /// <summary>Files of a scored unit are replaced; the record stays.</summary>
    /// <exception cref="StaleOwnerException">The unit is not scored, or by another claim.</exception>
    public static UnitRecord Amend(UnitRecord record, long token) => record.State == UnitState.Scored && record.Token == token
        ? record
        : throw new StaleOwnerException($"{record.Key}: claim {token} did not score it; it is {record.State} by {record.Token}.");

    /// <summary>The owner is done.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    public static UnitRecord Finish(UnitRecord record, long token, UnitResult result, DateTimeOffset now)
    {
        var state = result.Status switch
        {
            UnitStatus.Done => result.IsUnscored ? UnitState.Trained : UnitState.Scored,
            UnitStatus.Skipped => UnitState.Skipped,
            _ => UnitState.Failed,
        };
        return End(Owned(record, token), state, result.Reason, result, now);
    }

    /// <summary>
    /// The owner's work failed. A transient failure is retried after a delay, up to <see cref="UnitTiming.MostFaults"/> times; any other
    /// ends the unit.
    /// </summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    public UnitRecord Fail(UnitRecord record, long token, string reason, bool transient, DateTimeOffset now)
    {
        var failed = Owned(record, token) with { Faults = record.Faults + 1, Reason = reason };
        if (failed.DesiredState == DesiredState.Cancel)
            return End(failed, UnitState.Cancelled, reason, null, now);
        if (!transient || failed.Faults >= timing.MostFaults)
            return End(failed, UnitState.Failed, reason, null, now);
        return Free(failed, now) with { NotBefore = now + timing.BackOff(failed.Faults) };
    }

    /// <summary>The owner releases the unit: an operator asked for it, or its silo stops. Others may claim it at once.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    public static UnitRecord Release(UnitRecord record, long token, DateTimeOffset now)
    {
        var owned = Owned(record, token);
        return owned.DesiredState == DesiredState.Cancel
            ? End(owned, UnitState.Cancelled, "Cancelled by an operator.", null, now)
            : Free(owned, now);
    }

    /// <summary>An operator pauses the unit; no change if it has ended.</summary>
    public static UnitRecord Pause(UnitRecord record) =>
        record.HasEnded || record.DesiredState == DesiredState.Cancel ? record : record with { DesiredState = DesiredState.Pause };

    /// <summary>An operator resumes a paused unit.</summary>
    public static UnitRecord Resume(UnitRecord record) =>
        record.DesiredState == DesiredState.Pause ? record with { DesiredState = DesiredState.Run } : record;

    /// <summary>
    /// An operator cancels the unit: at once if it has no owner, otherwise when the owner reads the desired state or dies.
    /// </summary>
    public static UnitRecord Cancel(UnitRecord record, DateTimeOffset now)
    {
        if (record.HasEnded)
            return record;
        return record.Owner is not null
            ? record with { DesiredState = DesiredState.Cancel }
            : End(record, UnitState.Cancelled, "Cancelled by an operator.", null, now);
    }

    /// <summary>An operator retries an ended unit.</summary>
    /// <exception cref="UnitRefusedException">It has not ended, or it is done.</exception>
    public static UnitRecord Retry(UnitRecord record, DateTimeOffset now) =>
        record.State.CanBeRetried
            ? Free(record, now) with { DesiredState = DesiredState.Run, Faults = 0, NotBefore = now, Reason = "", Result = null }
            : throw new UnitRefusedException(
                $"{record.Key} cannot be retried: {Describe(record)}. Only failed, skipped and cancelled units can.");

    /// <summary>
    /// The owner died, or has lost the unit: others may claim it at once. It counts as a failed attempt, and after too many of these the
    /// unit fails, because it may be what crashes the silos. No change if the claim is not the latest.
    /// </summary>
    public UnitRecord Abandon(UnitRecord record, long token, DateTimeOffset now)
    {
        if (record.Owner is null || record.Token != token)
            return record;
        if (record.DesiredState == DesiredState.Cancel)
            return End(record, UnitState.Cancelled, "Cancelled by an operator.", null, now);
        var lost = record with { Faults = record.Faults + 1 };
        return lost.Faults >= timing.MostFaults
            ? End(
                lost, UnitState.Failed,
                $"{lost.Faults} attempts failed or lost their silo; the last one was on {record.Owner}, which died.", null, now)
            : Free(lost, now);
    }

    /// <summary>State, owner and desired state as text.</summary>
    public static string Describe(UnitRecord record) =>
        $"it is {record.State}" + (record.Owner is null ? "" : $", held by {record.Owner}")
            + (record.DesiredState == DesiredState.Run ? "" : $", desired state {record.DesiredState}");

    private static UnitRecord Owned(UnitRecord record, long token) =>
        record.Owner is not null && record.Token == token
            ? record
            : throw new StaleOwnerException(
                $"{record.Key}: claim {token} is over; the latest is {record.Token}, held by {record.Owner ?? "no silo"}.");

    private static UnitRecord Free(UnitRecord record, DateTimeOffset now) =>
        Move(record, UnitState.Queued, now) with { Owner = null, OwnerAddress = null, Activity = null };

    private static UnitRecord End(UnitRecord record, UnitState state, string reason, UnitResult? result, DateTimeOffset now) =>
        Move(record, state, now) with
        {
            Owner = null,
            OwnerAddress = null,
            DesiredState = DesiredState.Run,
            Reason = reason,
            Result = result,
            Activity = null,
            Progress = state is UnitState.Trained or UnitState.Scored ? 1 : record.Progress,
        };

    private static UnitRecord Move(UnitRecord record, UnitState state, DateTimeOffset now) =>
        record.State == state ? record : record with { State = state, Since = now };
}
