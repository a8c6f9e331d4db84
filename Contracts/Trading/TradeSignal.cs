using System.Text.Json.Serialization;

namespace Huracan.Contracts.Trading;

/// <summary>A forecast on its way to being traded.</summary>
/// <param name="Symbol">Coin, such as <c>BTCUSDT</c>.</param>
/// <param name="Side">-1 short, 0 nothing, 1 long.</param>
/// <param name="Confidence">Probability of the forecast class, 0 to 1.</param>
public sealed record TradeSignal(
    [property: JsonPropertyName("symbol")] string Symbol,
    [property: JsonPropertyName("side")] int Side,
    [property: JsonPropertyName("confidence")] double Confidence);
