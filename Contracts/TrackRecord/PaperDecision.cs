using System.Text.Json.Serialization;
using Huracan.Contracts.Trading;

namespace Huracan.Contracts.TrackRecord;

/// <summary>A forecast made at the close of a candle by the model that serves its unit, and what the gate said to it.</summary>
public sealed record PaperDecision
{
    /// <summary>Always <see cref="RecordKind.Decision"/>.</summary>
    public RecordKind Kind { get; init; } = RecordKind.Decision;

    /// <summary>Symbol.</summary>
    public required string Coin { get; init; }

    /// <summary>Timeframe.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>When the candle closed, milliseconds since the Unix epoch, UTC.</summary>
    public required long Closed { get; init; }

    /// <summary>When this was recorded by the database's clock, milliseconds since the Unix epoch, UTC.</summary>
    public long Recorded { get; init; }

    /// <summary>The run whose model forecast.</summary>
    public required string RunId { get; init; }

    /// <summary>Version of the champion that forecast; null, and not written, where no champion did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Champion { get; init; }

    /// <summary>The model's family.</summary>
    public required string Family { get; init; }

    /// <summary>How far it looks, bars.</summary>
    public required int Horizon { get; init; }

    /// <summary>Last price of the candle.</summary>
    public required double Price { get; init; }

    /// <summary>-1 short, 0 flat, 1 long.</summary>
    public required int Class { get; init; }

    /// <summary>Probability of the likeliest class, 1/3 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Expected log return over the horizon, before costs.</summary>
    public required double Value { get; init; }

    /// <summary>Whether it is traded on paper: where the run's backtest would have traded it, whatever the gate says of the coin.</summary>
    public required bool IsTraded { get; init; }

    /// <summary>Half-spread its paper trade pays, basis points; null, and not written, where it is the one of the run's costs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HalfSpreadBps { get; init; }

    /// <summary>The gate's answer: whether real money may follow.</summary>
    public required GateDecision Gate { get; init; }
}
