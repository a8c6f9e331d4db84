using System.Text.Json.Serialization;

namespace Huracan.Contracts.Reports;

/// <summary>A coin as the factory's universe judged it, on its last days.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="HistoryDays">Days from its first to its last candle.</param>
/// <param name="LiquidityGbp">Median of what was traded a day, pounds; NaN where its candles cannot be read.</param>
/// <param name="EmptyShare">Share of candles without volume.</param>
/// <param name="Reason">Why it is left out; null where it is in.</param>
public sealed record JudgedCoin(string Coin, int HistoryDays, double LiquidityGbp, double EmptyShare, string? Reason)
{
    /// <summary>Name of the rule that leaves it out: what stands before the colon of <see cref="Reason"/>; null where it is in.</summary>
    [JsonIgnore]
    public string? Rule => Reason?.Split(':', 2) is [var rule, _] ? rule : Reason is null ? null : "universe";

    /// <summary>What the rule says, without its name; null where it is in.</summary>
    [JsonIgnore]
    public string? Words => Reason?.Split(':', 2)[^1].Trim();

    /// <summary>Its spread, basis points of the price; null where it is not seen.</summary>
    public double? SpreadBps { get; init; }

    /// <summary>What the rule of <see cref="Reason"/> measured; null where it measures nothing.</summary>
    public double? Value { get; init; }

    /// <summary>What the rule asks for; null where it asks for no number.</summary>
    public double? Limit { get; init; }
}
