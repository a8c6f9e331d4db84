using Huracan.Contracts;
using Huracan.Contracts.Grains;

namespace Huracan.Cluster.Grains;

/// <summary>One run, by its id: what an operator asks of it, and its conclusion.</summary>
/// <remarks>
/// A call that times out, or fails with <see cref="StoreUnavailableException"/>, may have been carried out. All may be repeated, a plan
/// with an idempotency key included; only a second retry is refused, because the unit waits then.
/// </remarks>
[Alias("huracan.run")]
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Creates the run with its units, or finds the one that an earlier identical request created.</summary>
    /// <exception cref="ConflictException">The idempotency key belongs to another request, or the run's id exists already.</exception>
    [Alias("plan"), ResponseTimeout("00:02:00")]
    Task<PlannedRun> PlanAsync(NewRun plan);

    /// <summary>Pauses the run's open units.</summary>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    /// <exception cref="ConflictException">It is not running.</exception>
    [Alias("pause"), ResponseTimeout("00:02:00")]
    Task PauseAsync();

    /// <summary>Resumes the run.</summary>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    /// <exception cref="ConflictException">It is not paused.</exception>
    [Alias("resume"), ResponseTimeout("00:02:00")]
    Task ResumeAsync();

    /// <summary>Cancels the run's open units; finished ones stay.</summary>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    /// <exception cref="ConflictException">It has finished.</exception>
    [Alias("cancel"), ResponseTimeout("00:02:00")]
    Task CancelAsync();

    /// <summary>Retries a unit, and reopens the run if it was finished.</summary>
    /// <exception cref="KeyNotFoundException">There is no such unit.</exception>
    /// <exception cref="UnitRefusedException">It has not ended, or it is done.</exception>
    [Alias("retry")]
    Task RetryAsync(UnitId unit);

    /// <summary>
    /// Publishes the run's results if every unit of it has ended and they are not published yet. The units of a factory's run contend then;
    /// a call that ends before all have is to be repeated.
    /// </summary>
    [Alias("conclude"), ResponseTimeout("00:10:00")]
    Task ConcludeAsync();
}
