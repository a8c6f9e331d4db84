using System.Text.Json;
using Huracan.Contracts.Http;
using Huracan.Contracts.Json;
using Huracan.Contracts.Progress;

namespace Huracan.Dashboard.Live;

/// <summary>Events as text.</summary>
internal static class EventText
{
    /// <summary>False for a unit that only got on with its work.</summary>
    public static bool IsNews(ClusterEvent happened) =>
        happened.Kind != "unit" || Text(happened, "from") != Text(happened, "state")
            || Text(happened, "desired_state") is not ("RUN" or "");

    public static string Subject(ClusterEvent happened) => happened.Coin is { } coin ? $"{coin}/{happened.Timeframe}" : happened.RunId;

    public static string Describe(ClusterEvent happened)
    {
        var state = Text(happened, "state").ToLowerInvariant();
        if (happened.Kind == "cut")
            return "earlier events are no longer kept; some were missed";
        if (happened.Kind == "decision")
            return Decision(happened);
        if (happened.Kind != "unit")
            return $"run {state}".TrimEnd();
        var from = Text(happened, "from").ToLowerInvariant();
        var why = Text(happened, "reason") is { Length: > 0 } reason ? reason : ActivityText.Of(Activity(happened));
        var change = from == state ? $"{state}, to {Text(happened, "desired_state").ToLowerInvariant()}" : $"{from} → {state}";
        why = why.Replace($"{Subject(happened)}/", "", StringComparison.Ordinal); // it stands beside
        return why.Length == 0 ? change : $"{change}: {why}";
    }

    private static string Decision(ClusterEvent happened)
    {
        var change = Text(happened, "before") is { Length: > 0 } before
            ? $"{before} → {Text(happened, "action")}"
            : Text(happened, "action");
        return $"decided {change}, {Text(happened, "tier")}: {Text(happened, "reason")}"; // the reason tells the score
    }

    private static UnitActivity? Activity(ClusterEvent happened) =>
        happened.Data.TryGetProperty("activity", out var activity) ? activity.Deserialize<UnitActivity>(HuracanJson.Compact) : null;

    private static string Text(ClusterEvent happened, string key) =>
        happened.Data.ValueKind == JsonValueKind.Object && happened.Data.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString() ?? ""
            : "";
}
