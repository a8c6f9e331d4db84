using System.Globalization;
using Huracan.Contracts.Reports;

namespace Huracan.Engine.Importance;

/// <summary>Says what of an importance can be told from noise, in words.</summary>
internal static class ImportanceText
{
    private const int MostNamed = 5;

    /// <summary>What the model needs, and what it would be better without.</summary>
    public static string Told(FeatureImportance[] features, FeatureGroup[] groups, int unread)
    {
        var tested = features.Length - unread;
        var rest = unread == 0 ? "" : $" No forecast depends on {unread} others.";
        var helps = Named(features, groups, rise => rise is { IsTold: true, Mean: > 0 });
        var harms = Named(features, groups, rise => rise is { IsTold: true, Mean: <= 0 });
        if (helps.Length + harms.Length == 0)
            return $"Nothing that the model makes of its {tested} features can be told from noise on these bars.{rest}";
        var worse = helps.Length == 0 ? "" : $" Without them the model forecasts worse: {helps}.";
        var better = harms.Length == 0 ? "" : $" Without them it forecasts better: {harms}.";
        return $"Told from noise, corrected for all {tested} features and all groups of correlated ones.{worse}{better} "
            + $"What the rest adds may be nothing.{rest}";
    }

    /// <summary>That there are too few bars for any error.</summary>
    /// <param name="validation">Bars of validation with an outcome.</param>
    /// <param name="needed">Bars that are needed.</param>
    public static string TooFewBars(int validation, int needed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(validation < needed ? "Validation is too short" : "Too few bars were measured")} for this horizon to tell any feature from "
            + $"noise: {needed:N0} bars with an outcome are needed, and validation has {validation:N0}.");

    /// <summary>That not all bars were measured; empty where they were.</summary>
    /// <param name="bars">Bars that were.</param>
    /// <param name="validation">Bars of validation with an outcome.</param>
    /// <param name="limit">The option that allows no more.</param>
    public static string Cut(int bars, int validation, string limit) => bars == validation
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $" Measured on {bars:N0} of the {validation:N0} bars of validation, as importance.{limit} has it.");

    private static string Named(FeatureImportance[] features, FeatureGroup[] groups, Func<LossIncrease, bool> isMeant)
    {
        string[] alone = [.. features.Where(feature => isMeant(feature.Increase)).Select(feature => feature.Feature)];
        string[] together = [.. groups.Where(group => isMeant(group.Increase)).Select(group => group.Name)];
        return alone.Length + together.Length == 0 ? "" : $"{Named(alone, "feature")}; {Named(together, "group")}";
    }

    private static string Named(string[] names, string what) => names.Length switch
    {
        0 => $"no {what}",
        1 => $"1 {what} ({names[0]})",
        <= MostNamed => $"{names.Length} {what}s ({string.Join(", ", names)})",
        _ => $"{names.Length} {what}s ({string.Join(", ", names.Take(MostNamed))} and more)",
    };
}
