using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Dashboard.Badges;

namespace Huracan.Dashboard.Factory;

/// <summary>What the factory reports, in words.</summary>
internal static class FactoryText
{
    /// <summary>Outcomes that have a column of their own.</summary>
    public static IReadOnlyList<string> Outcomes { get; } =
    [
        FactoryOutcome.Promoted, FactoryOutcome.Waiting, FactoryOutcome.Kept, FactoryOutcome.NotActive, FactoryOutcome.Failed,
    ];

    public static string Heading(string outcome) => $"{char.ToUpperInvariant(outcome[0])}{outcome[1..].Replace('_', ' ')}";

    /// <summary>All other outcomes: <c>2 refused, 1 skipped</c>.</summary>
    public static string Others(IReadOnlyDictionary<string, int> counts)
    {
        var others = string.Join(", ", counts.Where(pair => !Outcomes.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {pair.Key.Replace('_', ' ')}")));
        return others.Length > 0 ? others : "–";
    }

    /// <summary>The evidence of a challenger; without one the first check of the gate that the model fails.</summary>
    public static string Measure(FactoryUnit unit) => unit switch
    {
        { Promotion: { } promotion } => $"evidence {Format.Of(promotion.Evidence, 1)} of {Format.Of(promotion.Threshold, 1)} asked",
        { FailedCheck: { } check } =>
            $"{check.Rule.Replace('_', ' ')} {Digits(check.Value)}, {Digits(check.Threshold)} asked",
        _ => "–",
    };

    public static string Reason(FactoryUnit unit) => ReasonText.With(unit.Reason, unit.Promotion is null ? unit.Shortfall : null);

    private static string Digits(double value) =>
        double.IsFinite(value) ? value.ToString("0.###", CultureInfo.InvariantCulture) : Format.Of(null, 0);
}
