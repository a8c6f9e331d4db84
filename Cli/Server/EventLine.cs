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
    public static string? Of(ClusterEvent happened)
    {
        var time = happened.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var state = Text(happened.Data, "state");
        if (happened.Kind == "run")
            return $"{time} run {state}";
        if (happened.Timeframe is not { } timeframe || state == Text(happened.Data, "from"))
            return null;
        return $"{time} {happened.Coin}/{timeframe} {state} {Text(happened.Data, UnitStates.IsEnd(state) ? "reason" : "owner")}".TrimEnd();
    }

    private static string Text(JsonElement data, string key) =>
        data.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
