using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>Why a trade was closed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExitReason>))]
public enum ExitReason
{
    /// <summary>The signal behind the position ended.</summary>
    [JsonStringEnumMemberName("signal")]
    Signal,

    /// <summary>Held for as many bars as asked.</summary>
    [JsonStringEnumMemberName("horizon")]
    Horizon,

    /// <summary>The stop was touched or gapped through.</summary>
    [JsonStringEnumMemberName("stop")]
    Stop,

    /// <summary>The target was touched or gapped through.</summary>
    [JsonStringEnumMemberName("target")]
    Target,

    /// <summary>The signal turned to the other side.</summary>
    [JsonStringEnumMemberName("reverse")]
    Reverse,

    /// <summary>Still open at the end of the range.</summary>
    [JsonStringEnumMemberName("end")]
    End,

    /// <summary>The equity was used up.</summary>
    [JsonStringEnumMemberName("bankrupt")]
    Bankrupt,
}
