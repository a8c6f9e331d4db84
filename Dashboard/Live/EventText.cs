using System.Text.Json;
using Huracan.Contracts.Http;
using Huracan.Contracts.Json;
using Huracan.Contracts.Progress;

namespace Huracan.Dashboard.Live;

/// <summary>Events as text.</summary>
internal static class EventText
{
    /// <summary>False for a unit that only got on with its work.</summary>
    public static bool IsNews(ClusterEvent @event) =>
        @event.Kind != "unit" || Text(@event, "from") != Text(@event, "state")
            || Text(@event, "desired_state") is not ("RUN" or "");

    /// <summary>
    /// Whether it may change what is known of units. A decision and a champion come before the event of their run; a schedule is about no
    /// unit; an alert only tells what is known.
    /// </summary>
    public static bool IsOfUnits(ClusterEvent @event) =>
        @event.Kind is not ("decision" or "champion" or "schedule" or "alert") && IsNews(@event);

    public static string Subject(ClusterEvent @event) => @event switch
    {
        { Coin: { } coin } => $"{coin}/{@event.Timeframe}",
        { Kind: "schedule" } => Text(@event, "task"),
        { Kind: "alert" } => "daily cycle",
        _ => @event.RunId,
    };

    public static string Describe(ClusterEvent @event)
    {
        var state = Text(@event, "state").ToLowerInvariant();
        if (@event.Kind == "cut")
            return "earlier events are no longer kept; some were missed";
        if (@event.Kind == "decision")
            return Decision(@event);
        if (@event.Kind == "champion")
            return $"champion of h{Number(@event, "horizon")} is {Text(@event, "version")}"
                + (Flag(@event, "is_rollback") ? ", rolled back" : "");
        if (@event.Kind == "schedule")
            return $"{state}: {Text(@event, "summary")}";
        if (@event.Kind == "alert")
            return $"alert, {Text(@event, "alert").Replace('_', ' ')}: {Text(@event, "text")}";
        if (@event.Kind != "unit")
            return $"run {state}".TrimEnd();
        var from = Text(@event, "from").ToLowerInvariant();
        var why = Text(@event, "reason") is { Length: > 0 } reason ? reason : ActivityText.Of(Activity(@event));
        var change = from == state ? $"{state}, to {Text(@event, "desired_state").ToLowerInvariant()}" : $"{from} → {state}";
        why = why.Replace($"{Subject(@event)}/", "", StringComparison.Ordinal); // it stands beside
        return why.Length == 0 ? change : $"{change}: {why}";
    }

    private static string Decision(ClusterEvent @event)
    {
        var change = Text(@event, "before") is { Length: > 0 } before
            ? $"{before} → {Text(@event, "action")}"
            : Text(@event, "action");
        return $"decided {change}, {Text(@event, "tier")}: {Text(@event, "reason")}"; // the reason tells the score
    }

    private static UnitActivity? Activity(ClusterEvent @event) =>
        @event.Data.TryGetProperty("activity", out var activity) ? activity.Deserialize<UnitActivity>(HuracanJson.Compact) : null;

    private static string Number(ClusterEvent @event, string key) =>
        @event.Data.ValueKind == JsonValueKind.Object && @event.Data.TryGetProperty(key, out var value) ? value.ToString() : "";

    private static bool Flag(ClusterEvent @event, string key) =>
        @event.Data.ValueKind == JsonValueKind.Object && @event.Data.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.True;

    private static string Text(ClusterEvent @event, string key) =>
        @event.Data.ValueKind == JsonValueKind.Object && @event.Data.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString() ?? ""
            : "";
}
