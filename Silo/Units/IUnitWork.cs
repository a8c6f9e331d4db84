using Huracan.Contracts.Reports;

namespace Huracan.Silo.Units;

/// <summary>What is done for a claimed unit.</summary>
internal interface IUnitWork
{
    /// <summary>Does it all.</summary>
    /// <returns>How the unit ended.</returns>
    /// <exception cref="UnitFailureException">Something broke.</exception>
    /// <exception cref="OperationCanceledException">The claim has to stop.</exception>
    Task<UnitResult> DoAsync(UnitClaim claim);
}
