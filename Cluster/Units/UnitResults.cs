using Huracan.Contracts;
using Huracan.Contracts.Reports;

namespace Huracan.Cluster.Units;

/// <summary>The result of an ended unit; made from its record where it has none.</summary>
internal static class UnitResults
{
    public static UnitResult Of(UnitRecord record) => record.Result ?? new UnitResult(
        record.Key.Unit.Coin, record.Key.Unit.Timeframe, UnitStatus.Failed, record.Reason,
        record.State == UnitState.Cancelled ? "Retry the unit." : "Fix what the reason names, then retry the unit.");
}
