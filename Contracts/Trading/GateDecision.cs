using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>The quality gate's answer to one forecast.</summary>
/// <param name="ShouldTrade">Whether real money may follow the forecast.</param>
/// <param name="Action">The coin's action.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Score">The coin's quality score, 0 to 100; 0 for an unknown coin.</param>
/// <param name="QualityTier">The coin's tier; REJECTED for an unknown coin.</param>
/// <param name="SizeFactor">Share of the full position size: 1, 0.5 (CAUTION), or 0 where it should not trade.</param>
public sealed record GateDecision(
    [property: JsonPropertyName("should_trade")] bool ShouldTrade,
    [property: JsonPropertyName("action")] GateAction Action,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("score")] double Score,
    [property: JsonPropertyName("quality_tier")] QualityTier QualityTier,
    [property: JsonPropertyName("size_factor")] double SizeFactor);
