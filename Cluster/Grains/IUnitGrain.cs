using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;

namespace Huracan.Cluster.Grains;

/// <summary>
/// One (coin, timeframe), by the key <c>BTCUSDT/15m</c>: who works on it and for which run, its searches, the model that serves. One run's
/// work at a time; the others wait in the queue.
/// </summary>
/// <remarks>
/// A call that times out, or fails with <see cref="StoreUnavailableException"/>, may have been carried out. All may be repeated:
/// <see cref="StartAsync"/> of the same owner takes a new token, <see cref="FinishAsync"/> of a claim that has finished does nothing, and a
/// claim that was given up answers <see cref="StaleOwnerException"/>, after which nothing is left to do.
/// </remarks>
[Alias("huracan.unit")]
public interface IUnitGrain : IGrainWithStringKey
{
    /// <summary>A silo with a free slot asks for the unit's work of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="owner">The silo.</param>
    /// <param name="device"><c>cpu</c> or <c>cuda</c>: what it trains on.</param>
    /// <returns>The claim; null where there is nothing to do for this silo now.</returns>
    [Alias("start")]
    Task<UnitClaimed?> StartAsync(string runId, UnitOwner owner, string device);

    /// <summary>The owner reports progress.</summary>
    /// <returns>What an operator wants of the unit; the owner follows within a batch.</returns>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    [Alias("report")]
    Task<DesiredState> ReportAsync(string runId, long token, UnitProgress progress);

    /// <summary>The owner tells how a search stands; the latest call counts.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    [Alias("search")]
    Task RecordSearchAsync(long token, SearchHistory search);

    /// <summary>The owner tells of a test part that it reads, before anything of that is published.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    [Alias("open")]
    Task OpenTestAsync(string runId, long token, TestEvidence evidence);

    /// <summary>The owner is done.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    [Alias("finish")]
    Task FinishAsync(string runId, long token, UnitResult result);

    /// <summary>The owner's work failed; a transient failure is tried again after a delay.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    [Alias("fail")]
    Task FailAsync(string runId, long token, string reason, bool transient);

    /// <summary>The owner gives the unit back: an operator asked for it, or its silo stops.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    [Alias("release")]
    Task ReleaseAsync(string runId, long token);

    /// <summary>
    /// Takes the unit from an owner that died or has lost it, which counts as a failed attempt. Does nothing where the claim is not the
    /// latest.
    /// </summary>
    [Alias("abandon")]
    Task AbandonAsync(string runId, long token);

    /// <summary>
    /// Lets the unit contend for the places of its champions after a factory's run was judged. Whatever becomes champion, and that the
    /// unit has contended, are written in one transaction; a second call for the same run does nothing.
    /// </summary>
    /// <returns>The outcomes, also those of an earlier call.</returns>
    /// <exception cref="KeyNotFoundException">There is no such unit in the run.</exception>
    /// <exception cref="ConflictException">The run is no factory's, or is not judged yet.</exception>
    [Alias("contend"), ResponseTimeout("00:10:00")]
    Task<IReadOnlyList<FactoryUnit>> ContendAsync(string runId);

    /// <summary>Makes an earlier champion the champion again; or a later one, after a rollback.</summary>
    /// <param name="horizon">Horizon, bars.</param>
    /// <param name="version">A version that was champion; null for the one before the champion.</param>
    /// <param name="from">The champion that is to go, so that asking again changes nothing; null takes the one there is.</param>
    /// <returns>The champion now.</returns>
    /// <exception cref="KeyNotFoundException">There is no champion of this horizon.</exception>
    /// <exception cref="ConflictException">None was before it, the version never was one, or another one than <paramref name="from"/> is
    /// champion and did not take its place by this very change.</exception>
    [Alias("rollback")]
    Task<UnitChampion> RollbackAsync(int horizon, string? version, string? from);
}
