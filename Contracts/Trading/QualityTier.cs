using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>How good a unit's score is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QualityTier>))]
public enum QualityTier
{
    /// <summary>Below 50.</summary>
    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    /// <summary>50 and above.</summary>
    [JsonStringEnumMemberName("LOW")]
    Low,

    /// <summary>60 and above.</summary>
    [JsonStringEnumMemberName("MEDIUM")]
    Medium,

    /// <summary>75 and above.</summary>
    [JsonStringEnumMemberName("HIGH")]
    High,
}
