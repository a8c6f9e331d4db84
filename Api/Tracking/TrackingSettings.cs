using System.ComponentModel.DataAnnotations;

namespace Huracan.Api.Tracking;

/// <summary>Section <c>Tracking</c> of the settings: how often what ended is looked for. Where it is recorded, <c>config/tracking.yaml</c>
/// and MLflow's own variables say.</summary>
internal sealed class TrackingSettings
{
    public const string Section = "Tracking";

    /// <summary>Seconds between two looks for what ended; also the first pause where a target is away, each next one is twice as
    /// long.</summary>
    [Range(0.05, 300)]
    public double PollSeconds { get; set; } = 5;

    /// <summary>Seconds of the longest pause where a target is away.</summary>
    [Range(0.05, 86_400)]
    public double LongestPauseSeconds { get; set; } = 600;
}
