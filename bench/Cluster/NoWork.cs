using Huracan.Contracts.Reports;
using Huracan.Silo.Units;

namespace Huracan.Bench.Cluster;

/// <summary>Work that does nothing, so that only the cost of the cluster itself remains.</summary>
internal sealed class NoWork : IUnitWork
{
    public Task<UnitResult> DoAsync(UnitClaim claim) =>
        Task.FromResult(new UnitResult(claim.Key.Unit.Coin, claim.Key.Unit.Timeframe, UnitStatus.Skipped, "no work", ""));
}
