using Huracan.Cluster.Events;

namespace Huracan.Cluster.Units;

/// <summary>The event of a changed unit record.</summary>
internal static class UnitEvents
{
    public static NewEvent Of(UnitRecord before, UnitRecord after) => new(after.Key.RunId, after.Key.Unit, "unit", new
    {
        From = before.State,
        after.State,
        after.DesiredState,
        after.Owner,
        after.Token,
        after.Progress,
        Activity = after.Activity == before.Activity ? null : after.Activity,
        after.Reason,
        after.Faults,
        after.Result?.Family,
        after.Result?.Horizon,
        after.Result?.Score,
        after.Result?.Action,
    });
}
