using Huracan.Cluster.Events;

namespace Huracan.Cluster.Units;

/// <summary>What is told of a unit when its record changes.</summary>
internal static class UnitEvents
{
    public static NewEvent Of(UnitRecord before, UnitRecord after) => new(after.Key.RunId, after.Key.Unit, "unit", new
    {
        From = before.State,
        after.State,
        after.Wish,
        after.Owner,
        after.Token,
        after.Progress,
        after.Detail,
        after.Reason,
        after.Faults,
        after.Result?.Score,
        after.Result?.Action,
    });
}
