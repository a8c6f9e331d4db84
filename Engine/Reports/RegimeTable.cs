using System.Globalization;
using Huracan.Contracts.Reports;
using static Huracan.Engine.Reports.PageWriter;

namespace Huracan.Engine.Reports;

/// <summary>A candidate's verdicts by regime as rows of text.</summary>
internal static class RegimeTable
{
    public const string Caption = "Where it may trade once it is served, by its trades on validation and test";

    public static string[] Headings { get; } = ["regime", "trades", "days", "net bp", "error", "enabled", "why"];

    public static IEnumerable<string[]> Rows(IReadOnlyList<RegimeVerdict> verdicts) => verdicts.Select(verdict => new[]
    {
        SettingText.Of(verdict.Regime), verdict.Trades.ToString(CultureInfo.InvariantCulture),
        verdict.Days.ToString(CultureInfo.InvariantCulture), Number(verdict.NetEdgeBps, "F1"), Number(verdict.StandardError, "F1"),
        verdict.Enabled ? "yes" : "no", verdict.Reason,
    });
}
