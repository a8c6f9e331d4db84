using System.ComponentModel.DataAnnotations;

namespace Huracan.MarketData.Daily;

/// <summary>When old runs are deleted, and how old they must be.</summary>
public sealed record RetentionSchedule : TaskSchedule
{
    /// <inheritdoc/>
    public override string? At { get; init; } = "30 3 * * *";

    /// <summary>Days that a run is kept after its end. One that has the latest model of some unit is kept in any case.</summary>
    [Range(1, 10_000)]
    public int RunDays { get; init; } = 30;
}
