using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>How many coins of a thresholds file may do what.</summary>
public sealed record ThresholdsSummary
{
    /// <summary>Coins with the action ACTIVE.</summary>
    [JsonPropertyName("active_coins")]
    public required int ActiveCoins { get; init; }

    /// <summary>Coins with the action WARMUP.</summary>
    [JsonPropertyName("warmup_coins")]
    public required int WarmupCoins { get; init; }

    /// <summary>Coins with the action CAUTION.</summary>
    [JsonPropertyName("caution_coins")]
    public required int CautionCoins { get; init; }

    /// <summary>Coins with the action NO_TRADE.</summary>
    [JsonPropertyName("no_trade_coins")]
    public required int NoTradeCoins { get; init; }

    /// <summary>(active + warmup) / all coins; 0 when there are none.</summary>
    [JsonPropertyName("coverage")]
    public required double Coverage { get; init; }
}
