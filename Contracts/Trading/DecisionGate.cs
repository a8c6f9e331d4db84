using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>
/// Whether a trade in a decision's direction could have been opened at that close, by what was known there; if not, the first rule that
/// refuses it, in this order. The unit's tier is no part of it: it comes from the whole test part.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<DecisionGate>))]
public enum DecisionGate
{
    /// <summary>Nothing refuses it.</summary>
    [JsonStringEnumMemberName("allowed")]
    Allowed,

    /// <summary>There is no direction: the forecast is flat, or S is 0 though voters were heard.</summary>
    [JsonStringEnumMemberName("flat")]
    Flat,

    /// <summary>The confidence, or the size of S, is below the threshold traded from at that bar.</summary>
    [JsonStringEnumMemberName("threshold")]
    Threshold,

    /// <summary>
    /// The confidence of a model is below the least that the quality gate asks of any tier, raised in volatile markets. Not asked of a
    /// consensus.
    /// </summary>
    [JsonStringEnumMemberName("confidence")]
    Confidence,

    /// <summary>The regime gate does not let the model be heard in the regime of that bar; of a consensus, none of the voters.</summary>
    [JsonStringEnumMemberName("regime")]
    Regime,
}
