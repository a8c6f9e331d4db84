using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>What was done at a bar's close.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DecisionAction>))]
public enum DecisionAction
{
    /// <summary>Nothing, though the voters leaned to one side.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Bought to open.</summary>
    [JsonStringEnumMemberName("enter_long")]
    EnterLong,

    /// <summary>Sold to open.</summary>
    [JsonStringEnumMemberName("enter_short")]
    EnterShort,

    /// <summary>Left a position.</summary>
    [JsonStringEnumMemberName("exit")]
    Exit,

    /// <summary>Kept a position.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,
}
