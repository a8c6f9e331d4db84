using Huracan.Contracts;
using Huracan.Contracts.Reports;

namespace Huracan.Cluster.Units;

/// <summary>An ended unit's result, also where it never came to one.</summary>
internal static class UnitResults
{
    public static UnitResult Of(UnitRecord record) => record.Result ?? new UnitResult(
        record.Key.Unit.Coin, record.Key.Unit.Timeframe, UnitStatus.Failed, record.Reason,
        record.State == UnitState.Cancelled ? "Have the unit tried again." : "Mend what the reason names, then have the unit tried again.");
}
