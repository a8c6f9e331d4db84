using System.Globalization;
using System.Text.Json;

namespace Huracan.Dashboard.Studies;

/// <summary>Settings of models as text: whole numbers as they are, others with four digits.</summary>
internal static class SettingText
{
    public static string Of(double value) =>
        value.ToString(double.IsInteger(value) && Math.Abs(value) < 1e9 ? "0" : "G4", CultureInfo.InvariantCulture);

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Of(value.GetDouble()),
        JsonValueKind.String => value.GetString() ?? "",
        _ => value.GetRawText(),
    };

    public static string Of(IEnumerable<KeyValuePair<string, JsonElement>> settings) =>
        string.Join(", ", settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {Of(pair.Value)}"));
}
