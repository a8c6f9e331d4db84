using Huracan.Cluster.Units;
using Huracan.Contracts.Http.Runs;

namespace Huracan.Api.Units;

/// <summary>A unit's record as the API shows it.</summary>
internal static class UnitViews
{
    public static UnitView Of(UnitRecord unit) => new(
        unit.Key.RunId, unit.Key.Unit.Coin, unit.Key.Unit.Timeframe, unit.State, unit.DesiredState.ToString().ToUpperInvariant(),
        unit.Owner, unit.Device, unit.Progress, unit.Activity, unit.Reason,
        unit.Faults, unit.Since, unit.Result);
}
