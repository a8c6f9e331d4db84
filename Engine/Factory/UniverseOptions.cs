using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Factory;

/// <summary>Which coins are worth a model. Every limit is judged on the last <see cref="Days"/> days of a coin's candles.</summary>
public sealed record UniverseOptions
{
    /// <summary>What is traded of a coin a day at least, pounds: the median over whole days. Default 10 million.</summary>
    [Range(0, 1e15)]
    public double MinLiquidityGbp { get; init; } = 10_000_000;

    /// <summary>What a pound costs in the quote asset, which liquidity is converted by. Default 1.30: a stated rate, not a
    /// market's.</summary>
    [Range(1e-9, 1e9)]
    public double QuotePerGbp { get; init; } = 1.30;

    /// <summary>Days of candles a coin has at least. Default 180.</summary>
    [Range(1, 10_000)]
    public int MinHistoryDays { get; init; } = 180;

    /// <summary>Most share of candles without volume. Default 0.02.</summary>
    [Range(0, 1)]
    public double MaxEmptyShare { get; init; } = 0.02;

    /// <summary>Most spread, basis points of the price: the median of the last quotes, else what candles show, where that is more than
    /// noise. A coin whose spread is not seen passes. Default 20.</summary>
    [Range(0.01, 10_000)]
    public double MaxSpreadBps { get; init; } = 20;

    /// <summary>Days that a coin's candles may end before the newest of the source. Default 2.</summary>
    [Range(0, 100_000)]
    public int MaxStaleDays { get; init; } = 2;

    /// <summary>Days that the newest candle of the source may lie back, by the clock: with more the factory refuses to begin. Null judges
    /// nothing, for candles of the past. Default null.</summary>
    [Range(1, 100_000)]
    public int? MaxAgeDays { get; init; }

    /// <summary>Days that are judged. Default 30.</summary>
    [Range(2, 1000)]
    public int Days { get; init; } = 30;

    /// <summary>Most coins, the most traded first; null for no limit. Default null.</summary>
    [Range(1, 100_000)]
    public int? MaxCoins { get; init; }
}
