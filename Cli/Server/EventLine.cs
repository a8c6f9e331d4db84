using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Http;

namespace Huracan.Cli.Server;

/// <summary>An event of a run as a line.</summary>
internal static class EventLine
{
    /// <summary>
    /// Time, unit, state, candidate (<c>xgboost/h4</c>, where one is worked on or was chosen) and owner or, at the end, the reason; null
    /// where the state has not changed. Unknown states are shown unchanged.
    /// </summary>
    public static string? Of(ClusterEvent @event)
    {
        var time = @event.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var state = Text(@event.Data, "state");
        if (@event.Kind == "run")
            return $"{time} run {state}";
        if (@event is { Kind: "champion", Timeframe: { } length })
            return $"{time} {@event.Coin}/{length} champion h{@event.Data.GetProperty("horizon")} {Text(@event.Data, "version")}";
        if (@event.Timeframe is not { } timeframe || state == Text(@event.Data, "from"))
            return null;
        var unit = $"{@event.Coin}/{timeframe}";
        var candidate = UnitStates.IsEnd(state) ? Chosen(@event.Data) : Current(@event.Data, unit);
        var rest = Text(@event.Data, UnitStates.IsEnd(state) ? "reason" : "owner");
        return $"{time} {unit} {state} {(candidate.Length > 0 ? candidate + " " : "")}{rest}".TrimEnd();
    }

    /// <summary>The candidate of an ended unit.</summary>
    private static string Chosen(JsonElement data) =>
        Text(data, "family") is { Length: > 0 } family && data.TryGetProperty("horizon", out var horizon) ? $"{family}/h{horizon}" : "";

    /// <summary>The candidate that is worked on: the rest of the activity's scope.</summary>
    private static string Current(JsonElement data, string unit) =>
        data.TryGetProperty("activity", out var activity) && activity.ValueKind == JsonValueKind.Object
            && Text(activity, "scope") is { } scope && scope.StartsWith(unit + "/", StringComparison.Ordinal)
            ? scope[(unit.Length + 1)..]
            : "";

    private static string Text(JsonElement data, string key) =>
        data.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
