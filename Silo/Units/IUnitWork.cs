using Huracan.Contracts.Reports;

namespace Huracan.Silo.Units;

/// <summary>The work on a claimed unit.</summary>
internal interface IUnitWork
{
    /// <summary>Does all of it.</summary>
    /// <returns>How the unit ended.</returns>
    /// <exception cref="UnitFailureException">The work failed.</exception>
    /// <exception cref="OperationCanceledException">The claim has to stop.</exception>
    Task<UnitResult> DoAsync(UnitClaim claim);
}
