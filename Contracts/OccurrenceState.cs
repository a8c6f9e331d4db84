using System.Text.Json.Serialization;

namespace Huracan.Contracts;

/// <summary>How an occurrence of a scheduled task ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OccurrenceState>))]
public enum OccurrenceState
{
    /// <summary>The task was carried out.</summary>
    [JsonStringEnumMemberName("DONE")]
    Done,

    /// <summary>The task failed, or was given up after too many attempts.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed,

    /// <summary>It fell due while another occurrence of the task was worked on, and is never carried out.</summary>
    [JsonStringEnumMemberName("REFUSED")]
    Refused,

    /// <summary>One that this program does not know: a client's reading of a newer API.</summary>
    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}
