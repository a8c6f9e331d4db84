using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>Where the spread that a coin's trades pay comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SpreadOrigin>))]
public enum SpreadOrigin
{
    /// <summary>From the run's settings: no other was asked for, or the data does not say.</summary>
    [JsonStringEnumMemberName("configured")]
    Configured,

    /// <summary>Estimated from candles before the test part.</summary>
    [JsonStringEnumMemberName("estimated")]
    Estimated,

    /// <summary>Median of quotes.</summary>
    [JsonStringEnumMemberName("quotes")]
    Quotes,
}
