using System.Text.Json.Serialization;

namespace Huracan.Contracts.Preflight;

/// <summary>Whether a series may be trained on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PreflightVerdict>))]
public enum PreflightVerdict
{
    /// <summary>Nothing had to be repaired.</summary>
    [JsonStringEnumMemberName("OK_TO_TRAIN")]
    OkToTrain,

    /// <summary>Repaired, and good to train on; the findings say what was done.</summary>
    [JsonStringEnumMemberName("FIXED_AND_OK")]
    FixedAndOk,

    /// <summary>Not to be trained on; the findings say why and what to do.</summary>
    [JsonStringEnumMemberName("BLOCKED")]
    Blocked,
}
