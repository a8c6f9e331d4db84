using Huracan.Contracts.Grains;

namespace Huracan.Cluster.Grains;

/// <summary>
/// One task that is carried out by the clock, by its name: when it is due, who carries it out, how that ended. Whoever can carry it out
/// asks every few seconds whether it is due. One occurrence is worked on at a time.
/// </summary>
/// <remarks>
/// A call that times out, or fails with <see cref="StoreUnavailableException"/>, may have been carried out. All may be repeated. An
/// occurrence whose taker never learned of its token is due again a minute later, as if its executor had died.
/// </remarks>
[Alias("huracan.schedule")]
public interface IScheduleGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sets when the task is due. The expression that is set already changes nothing. A new one begins with its next occurrence: nothing is
    /// due at once, and what was due by the old one is passed over. What is worked on, or is to be tried again, goes on.
    /// </summary>
    /// <param name="cron">Five fields from minutes on, or six from seconds on, in UTC; null: at no time.</param>
    /// <exception cref="InputRefusedException">It is no cron expression, or one that never occurs.</exception>
    [Alias("schedule")]
    Task ScheduleAsync(string? cron);

    /// <summary>
    /// Asks for the latest occurrence that is due; earlier ones are passed over and counted. Its executor then calls
    /// <see cref="KeepAsync"/> every few seconds: after 60 s without, it is taken for dead and the occurrence is due again, at most three
    /// times.
    /// </summary>
    /// <param name="owner">Who carries it out, for people.</param>
    /// <returns>The occurrence; null where nothing is due, or the task is being worked on.</returns>
    [Alias("take")]
    Task<ScheduledTask?> TakeAsync(string owner);

    /// <summary>The executor is still at work.</summary>
    /// <returns>False where the token is no longer the current one: the work must stop.</returns>
    [Alias("keep")]
    Task<bool> KeepAsync(long token);

    /// <summary>The executor is done. A second call with the same token does nothing.</summary>
    /// <exception cref="StaleOwnerException">The token is no longer the current one.</exception>
    /// <exception cref="InputRefusedException">The report is no JSON.</exception>
    [Alias("end")]
    Task EndAsync(long token, TaskOutcome outcome);

    /// <summary>Has the task be due now, with or without a schedule. Does nothing where it is due already.</summary>
    /// <exception cref="ConflictException">It is being worked on.</exception>
    [Alias("start")]
    Task StartAsync();

    /// <summary>How the schedule stands.</summary>
    [Alias("status")]
    Task<ScheduleStatus> StatusAsync();
}
