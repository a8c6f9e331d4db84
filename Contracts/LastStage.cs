using System.Text.Json.Serialization;

namespace Huracan.Contracts;

/// <summary>After which stage the units of a cluster's run end.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LastStage>))]
public enum LastStage
{
    /// <summary>Models are traded over the test parts, and units are scored.</summary>
    [JsonStringEnumMemberName("BACKTEST")]
    Backtest,

    /// <summary>Models are stopped early on validation and measured there; test parts stay closed, and nothing is scored.</summary>
    [JsonStringEnumMemberName("BEST")]
    Best,
}
