using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Retraining;

namespace Huracan.MarketData.Daily;

/// <summary>Whether a unit is trained anew.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Reason">Why it is; <see cref="RetrainReason.None"/> where it is not.</param>
/// <param name="Text">That in words, with the figures.</param>
/// <param name="DataEnd">Close of its newest candle, UTC; the default where its candles are blocked.</param>
public sealed record TrainingChoice(string Coin, Timeframe Timeframe, RetrainReason Reason, string Text, DateTimeOffset DataEnd)
{
    /// <summary>Whether it has candles that may be trained on.</summary>
    [JsonIgnore]
    public bool HasCandles => DataEnd != default;
}
