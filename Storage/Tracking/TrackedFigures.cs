using System.Globalization;
using System.Text.Json;

namespace Huracan.Storage.Tracking;

/// <summary>
/// The numbers of a report as metrics: the names of nested groups joined by <c>/</c>. Lists, texts and what is undefined have no metric.
/// </summary>
internal static class TrackedFigures
{
    // Groups that say no more than the report's own name does.
    private static readonly HashSet<string> Wrappers = ["trading"];

    /// <summary>The numbers of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="prefix">What their keys begin with.</param>
    public static IEnumerable<(string Key, double Value)> Of(JsonElement report, string prefix)
    {
        if (report.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var property in report.EnumerateObject())
        {
            var key = $"{prefix}/{property.Name}";
            if (Number(property.Value) is { } value)
                yield return (key, value);
            foreach (var inner in Of(property.Value, Wrappers.Contains(property.Name) ? prefix : key))
                yield return inner;
        }
    }

    /// <summary>A number as a parameter.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // JSON has no infinities; reports write them as text.
    private static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when value.ValueEquals("Infinity") => double.PositiveInfinity,
        JsonValueKind.String when value.ValueEquals("-Infinity") => double.NegativeInfinity,
        _ => null,
    };
}
