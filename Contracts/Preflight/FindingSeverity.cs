using System.Text.Json.Serialization;

namespace Huracan.Contracts.Preflight;

/// <summary>How much a finding about data matters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingSeverity>))]
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>A defect that was repaired.</summary>
    [JsonStringEnumMemberName("fixed")]
    Fixed,

    /// <summary>Left as it is, and worth a look.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>The series is refused.</summary>
    [JsonStringEnumMemberName("blocking")]
    Blocking,
}
