namespace Huracan.MarketData.Daily;

/// <summary>When the coins are chosen that are worth a model, by the rules of the factory.</summary>
public sealed record UniverseSchedule : TaskSchedule
{
    /// <inheritdoc/>
    public override string? At { get; init; } = "30 0 * * *";
}
