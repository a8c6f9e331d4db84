using System.Text.Json.Serialization;

namespace Huracan.Engine.Datasets.Checks;

/// <summary>Whether models may be trained on a dataset.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetVerdict>))]
public enum DatasetVerdict
{
    /// <summary>Nothing was found that matters.</summary>
    [JsonStringEnumMemberName("OK")]
    Ok,

    /// <summary>Something is worth a look, or could not be verified.</summary>
    [JsonStringEnumMemberName("WARN")]
    Warn,

    /// <summary>A part knows what comes after it: what is measured there is worth nothing.</summary>
    [JsonStringEnumMemberName("BLOCKED")]
    Blocked,
}
