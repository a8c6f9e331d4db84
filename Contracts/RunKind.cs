using System.Text.Json.Serialization;

namespace Huracan.Contracts;

/// <summary>What a run of the cluster is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunKind>))]
public enum RunKind
{
    /// <summary>To train and judge the units that were asked for.</summary>
    [JsonStringEnumMemberName("RUN")]
    Run,

    /// <summary>To train the units that are worth a model, and to let them contend for the places of the champions.</summary>
    [JsonStringEnumMemberName("FACTORY")]
    Factory,
}
