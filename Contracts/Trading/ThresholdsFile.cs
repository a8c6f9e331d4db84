using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>What each coin of one timeframe may do: the shape of <c>thresholds/{timeframe}.json</c>.</summary>
public sealed record ThresholdsFile
{
    /// <summary>Version of the run that made it.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>Timeframe as text, such as <c>15m</c>.</summary>
    [JsonPropertyName("timeframe")]
    public required string Timeframe { get; init; }

    /// <summary>
    /// How volatile markets raise the least confidences; null in a file made before it was written down, which means the defaults.
    /// </summary>
    [JsonPropertyName("volatility_guard")]
    public VolatilityGuardOptions? VolatilityGuard { get; init; }

    /// <summary>Entry per symbol, in ordinal order of the symbols.</summary>
    [JsonPropertyName("coins")]
    public required IReadOnlyDictionary<string, CoinThreshold> Coins { get; init; }

    /// <summary>Counts over the coins.</summary>
    [JsonPropertyName("summary")]
    public required ThresholdsSummary Summary { get; init; }
}
