using System.Text.Json;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Json;
using Huracan.MarketData.Download;

namespace Huracan.MarketData.Daily;

/// <summary>What tasks of the daily cycle report.</summary>
public static class TaskOutcomes
{
    /// <summary>Of a download; it failed where a series is not complete.</summary>
    public static TaskOutcome ToOutcome(this DownloadReport report) => new(
        report.Failures.Count == 0,
        $"{report.Rows} rows fetched; {report.Series} series are complete, {report.Failures.Count} are not",
        JsonSerializer.Serialize(
            new { report.Rows, report.Series, report.Revised, report.Ended, report.Failures }, HuracanJson.Compact));

    /// <summary>Of a choice of coins; it failed where none is left.</summary>
    public static TaskOutcome ToOutcome(this Universe universe) => new(
        universe.Coins.Count > 0,
        $"{universe.Coins.Count} coins of {universe.Coins.Count + universe.Excluded.Count} are worth a model",
        JsonSerializer.Serialize(universe, HuracanJson.Compact));
}
