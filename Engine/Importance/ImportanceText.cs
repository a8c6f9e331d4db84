using Huracan.Contracts.Reports;

namespace Huracan.Engine.Importance;

/// <summary>Says what an importance can be told from noise, in words.</summary>
internal static class ImportanceText
{
    private const int MostNamed = 5;

    public static string Verdict(FeatureImportance[] features, FeatureGroup[] groups, int unread, int blocks)
    {
        if (blocks < MeasuredBlocks.Fewest)
            return "Validation is too short for this horizon to tell any feature from noise.";
        string[] told = [.. features.Where(feature => feature.Increase.IsTold).Select(feature => feature.Feature)];
        string[] together = [.. groups.Where(group => group.Increase.IsTold).Select(group => group.Name)];
        var tested = features.Length - unread;
        var rest = unread == 0 ? "" : $" No forecast depends on {unread} others.";
        return told.Length + together.Length == 0
            ? $"Nothing that the model makes of its {tested} features can be told from noise on these bars.{rest}"
            : $"Told from noise, corrected for all {tested} features and all groups: {Named(told, "feature")}; "
                + $"{Named(together, "group")} of correlated ones. What the rest adds may be nothing.{rest}";
    }

    private static string Named(string[] names, string what) => names.Length switch
    {
        0 => $"no {what}",
        1 => $"1 {what} ({names[0]})",
        <= MostNamed => $"{names.Length} {what}s ({string.Join(", ", names)})",
        _ => $"{names.Length} {what}s ({string.Join(", ", names.Take(MostNamed))} and more)",
    };
}
