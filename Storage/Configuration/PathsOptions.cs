using System.ComponentModel.DataAnnotations;

namespace Huracan.Storage.Configuration;

/// <summary>Where results go: <c>config/paths.yaml</c>. Relative paths start at the working folder.</summary>
public sealed record PathsOptions
{
    /// <summary>One folder per run.</summary>
    [Required]
    public string Artifacts { get; init; } = "artifacts";

    /// <summary>Reports, per coin and in total.</summary>
    [Required]
    public string Reports { get; init; } = "reports";

    /// <summary>The champions' bundles.</summary>
    [Required]
    public string Champions { get; init; } = "champions";

    /// <summary>What the quality gate reads by default: the thresholds of the default timeframe.</summary>
    [Required]
    public string Thresholds { get; init; } = "config/per_coin_thresholds.json";
}
