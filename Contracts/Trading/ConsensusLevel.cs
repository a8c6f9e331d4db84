using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>How strongly a unit's voters agree, by the size of their consensus against the threshold that is traded from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConsensusLevel>))]
public enum ConsensusLevel
{
    /// <summary>Far below the threshold.</summary>
    [JsonStringEnumMemberName("NONE")]
    None,

    /// <summary>Near the threshold, and not traded.</summary>
    [JsonStringEnumMemberName("WEAK")]
    Weak,

    /// <summary>At the threshold or above: traded.</summary>
    [JsonStringEnumMemberName("MODERATE")]
    Moderate,

    /// <summary>Far above the threshold: traded.</summary>
    [JsonStringEnumMemberName("STRONG")]
    Strong,
}
