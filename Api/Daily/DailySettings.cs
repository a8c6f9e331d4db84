using System.ComponentModel.DataAnnotations;

namespace Huracan.Api.Daily;

/// <summary>Section <c>Daily</c> of the settings: the daily cycle.</summary>
internal sealed class DailySettings
{
    public const string Section = "Daily";

    /// <summary>File with the daily cycle, such as <c>config/daily.yaml</c>; null schedules nothing.</summary>
    public string? File { get; set; }

    /// <summary>Seconds between two looks for a task that is due.</summary>
    [Range(0.05, 300)]
    public double PollSeconds { get; set; } = 5;
}
