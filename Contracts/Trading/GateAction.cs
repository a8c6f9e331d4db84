using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>What may be done with a unit's forecasts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateAction>))]
public enum GateAction
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("NO_TRADE")]
    NoTrade,

    /// <summary>Trade at half size.</summary>
    [JsonStringEnumMemberName("CAUTION")]
    Caution,

    /// <summary>Trade on paper only.</summary>
    [JsonStringEnumMemberName("WARMUP")]
    Warmup,

    /// <summary>Trade.</summary>
    [JsonStringEnumMemberName("ACTIVE")]
    Active,
}
