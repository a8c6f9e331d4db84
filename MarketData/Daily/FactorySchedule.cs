using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Retraining;

namespace Huracan.MarketData.Daily;

/// <summary>When units are trained anew, and which.</summary>
public sealed record RunSchedule : TaskSchedule
{
    /// <inheritdoc/>
    public override string? At { get; init; } = "45 0 * * *";

    /// <summary>File of the run's settings; source, coins and timeframes are set by the daily cycle.</summary>
    [Required]
    public string Settings { get; init; } = "config/train.yaml";

    /// <summary>Timeframes of the units.</summary>
    [MinLength(1)]
    public List<Timeframe> Timeframes { get; init; } = [Timeframe.H1];

    /// <summary>When a unit's model is old.</summary>
    public RetrainOptions Retrain { get; init; } = new();
}
