using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Http;

namespace Huracan.Cli.Server;

/// <summary>An event of a run as a line.</summary>
internal static class EventLine
{
    /// <summary>
    /// Time, unit, state and owner or, at the end, the reason; null where the state has not changed. Unknown states are shown unchanged.
    /// </summary>
    public static string? Of(ClusterEvent @event)
    {
        var time = @event.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var state = Text(@event.Data, "state");
        if (@event.Kind == "run")
            return $"{time} run {state}";
        if (@event.Timeframe is not { } timeframe || state == Text(@event.Data, "from"))
            return null;
        return $"{time} {@event.Coin}/{timeframe} {state} {Text(@event.Data, UnitStates.IsEnd(state) ? "reason" : "owner")}".TrimEnd();
    }

    private static string Text(JsonElement data, string key) =>
        data.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
