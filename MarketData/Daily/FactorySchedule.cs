using System.ComponentModel.DataAnnotations;
using Huracan.Engine.Pipeline.Retraining;

namespace Huracan.MarketData.Daily;

/// <summary>When the factory makes champions, and of which units it trains new models.</summary>
public sealed record FactorySchedule : TaskSchedule
{
    /// <inheritdoc/>
    public override string? At { get; init; } = "45 0 * * *";

    /// <summary>File of the factory, by whose rules the coins are chosen too; source and funding are set by the daily cycle.</summary>
    [Required]
    public string Settings { get; init; } = "config/factory.yaml";

    /// <summary>When a unit's model is old.</summary>
    public RetrainOptions Retrain { get; init; } = new();
}
