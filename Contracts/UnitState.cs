using System.Text.Json.Serialization;

namespace Huracan.Contracts;

/// <summary>Where a unit of a run stands. TRAINED, SCORED, SKIPPED, FAILED and CANCELLED are its ends.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnitState>))]
public enum UnitState
{
    /// <summary>Waits for a silo.</summary>
    [JsonStringEnumMemberName("QUEUED")]
    Queued,

    /// <summary>Its candles are taken in and checked.</summary>
    [JsonStringEnumMemberName("PREFLIGHT")]
    Preflight,

    /// <summary>The settings of a model are searched.</summary>
    [JsonStringEnumMemberName("TUNING")]
    Tuning,

    /// <summary>The best settings found are cross-validated at length.</summary>
    [JsonStringEnumMemberName("EXTENDING")]
    Extending,

    /// <summary>The settings of the final model are chosen.</summary>
    [JsonStringEnumMemberName("ANALYZING")]
    Analyzing,

    /// <summary>Its final model is trained.</summary>
    [JsonStringEnumMemberName("FINALIZING")]
    Finalizing,

    /// <summary>A model of it is tried on the test part.</summary>
    [JsonStringEnumMemberName("BACKTESTING")]
    Backtesting,

    /// <summary>Trained and measured on validation, where its run ends before the test part.</summary>
    [JsonStringEnumMemberName("TRAINED")]
    Trained,

    /// <summary>Trained, backtested and scored.</summary>
    [JsonStringEnumMemberName("SCORED")]
    Scored,

    /// <summary>Something broke, and trying again did not help or could not.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed,

    /// <summary>Refused for its data.</summary>
    [JsonStringEnumMemberName("SKIPPED")]
    Skipped,

    /// <summary>Called off by an operator.</summary>
    [JsonStringEnumMemberName("CANCELLED")]
    Cancelled,

    /// <summary>One that this program does not know: a client's reading of a newer API.</summary>
    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}
