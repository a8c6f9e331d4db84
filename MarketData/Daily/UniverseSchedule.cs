using System.ComponentModel.DataAnnotations;

namespace Huracan.MarketData.Daily;

/// <summary>When the coins are chosen that are worth a model, and by what.</summary>
public sealed record UniverseSchedule : TaskSchedule
{
    /// <inheritdoc/>
    public override string? At { get; init; } = "30 0 * * *";

    /// <summary>Days of candles a coin has at least.</summary>
    [Range(1, 10_000)]
    public int MinHistoryDays { get; init; } = 180;

    /// <summary>What is traded of it a day at least, in the quote asset: the median of the last <see cref="VolumeDays"/> days.</summary>
    [Range(0, 1e15)]
    public double MinQuoteVolume { get; init; } = 5_000_000;

    /// <summary>Days that the volume is judged by.</summary>
    [Range(1, 365)]
    public int VolumeDays { get; init; } = 30;

    /// <summary>Coins at most: the most traded ones.</summary>
    [Range(1, 5_000)]
    public int MaxCoins { get; init; } = 50;
}
