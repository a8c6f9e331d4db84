using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;

namespace Huracan.MarketData.Daily;

/// <summary>When candles are fetched, and which.</summary>
public sealed record DownloadSchedule : TaskSchedule
{
    /// <inheritdoc/>
    public override string? At { get; init; } = "5 0 * * *";

    /// <summary>Coins by name, <c>all</c>, or <c>top:N</c> by what was traded in the last 24 hours.</summary>
    [Required]
    public string Coins { get; init; } = "top:50";

    /// <summary>Timeframes of the candles.</summary>
    [MinLength(1)]
    public List<Timeframe> Timeframes { get; init; } = [new(15), Timeframe.H1];

    /// <summary>Days of history that a new coin begins with.</summary>
    [Range(1, 10_000)]
    public int HistoryDays { get; init; } = 730;
}
