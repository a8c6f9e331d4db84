using System.Text.Json.Serialization;

namespace Huracan.Contracts;

/// <summary>Where a run of the cluster stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunState>))]
public enum RunState
{
    /// <summary>Its units are worked on, or wait for a silo.</summary>
    [JsonStringEnumMemberName("RUNNING")]
    Running,

    /// <summary>An operator holds its open units back.</summary>
    [JsonStringEnumMemberName("PAUSED")]
    Paused,

    /// <summary>An operator called off what was open.</summary>
    [JsonStringEnumMemberName("CANCELLED")]
    Cancelled,

    /// <summary>Every unit has ended, and thresholds and summary are published.</summary>
    [JsonStringEnumMemberName("FINISHED")]
    Finished,

    /// <summary>One that this program does not know: a client's reading of a newer API.</summary>
    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}
