using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>Which state a coin's market is in, as known at a bar's close.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MarketRegime>))]
public enum MarketRegime
{
    /// <summary>Not enough history to say.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The price has moved one way, more than chance would move it.</summary>
    [JsonStringEnumMemberName("trend")]
    Trend,

    /// <summary>None of the others.</summary>
    [JsonStringEnumMemberName("range")]
    Range,

    /// <summary>Far more volatile than usual, below its recent high.</summary>
    [JsonStringEnumMemberName("panic")]
    Panic,

    /// <summary>Far less traded than usual, or not at all.</summary>
    [JsonStringEnumMemberName("illiquid")]
    Illiquid,
}
