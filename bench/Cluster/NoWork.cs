using Huracan.Contracts.Reports;
using Huracan.Silo.Units;

namespace Huracan.Bench.Cluster;

/// <summary>Nothing to do: what is left is what the cluster itself costs.</summary>
internal sealed class NoWork : IUnitWork
{
    public Task<UnitResult> DoAsync(UnitClaim claim) =>
        Task.FromResult(new UnitResult(claim.Key.Unit.Coin, claim.Key.Unit.Timeframe, UnitStatus.Skipped, "no work", ""));
}
