using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>A signal with what the quality gate said to it.</summary>
/// <param name="Signal">The signal as it came.</param>
/// <param name="Decision">The gate's answer.</param>
/// <param name="FilteredReason">Why it may not be traded; null when it may.</param>
public sealed record GatedSignal(
    [property: JsonPropertyName("signal")] TradeSignal Signal,
    [property: JsonPropertyName("decision")] GateDecision Decision,
    [property: JsonPropertyName("filtered_reason")] string? FilteredReason);
