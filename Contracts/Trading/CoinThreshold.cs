using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>One coin's entry in the thresholds file.</summary>
public sealed record CoinThreshold
{
    /// <summary>The action again, under the name the file's first readers know it by.</summary>
    [JsonPropertyName("status")]
    public required GateAction Status { get; init; }

    /// <summary>Tier of the score.</summary>
    [JsonPropertyName("quality_tier")]
    public required QualityTier QualityTier { get; init; }

    /// <summary>Quality score, 0 to 100; 0 where none could be computed.</summary>
    [JsonPropertyName("score_0_100")]
    public required double Score0100 { get; init; }

    /// <summary>Least confidence a forecast must have to be traded, 0 to 1.</summary>
    [JsonPropertyName("min_confidence")]
    public required double MinConfidence { get; init; }

    /// <summary>What may be done with the coin.</summary>
    [JsonPropertyName("action")]
    public required GateAction Action { get; init; }

    /// <summary>Why, in words.</summary>
    [JsonPropertyName("reason")]
    public required string Reason { get; init; }
}
