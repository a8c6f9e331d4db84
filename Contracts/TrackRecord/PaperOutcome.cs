using Huracan.Contracts.Trading;

namespace Huracan.Contracts.TrackRecord;

/// <summary>What became of a decision, by the rules of the backtest of the run whose model made it.</summary>
public sealed record PaperOutcome
{
    /// <summary>Always <see cref="RecordKind.Outcome"/>.</summary>
    public RecordKind Kind { get; init; } = RecordKind.Outcome;

    /// <summary>Symbol.</summary>
    public required string Coin { get; init; }

    /// <summary>Timeframe.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>When the decision's candle closed, milliseconds since the Unix epoch, UTC.</summary>
    public required long Closed { get; init; }

    /// <summary>When this was recorded by the database's clock, milliseconds since the Unix epoch, UTC.</summary>
    public long Recorded { get; init; }

    /// <summary>Number of the decision in the track record.</summary>
    public required long Decision { get; init; }

    /// <summary>Whether the gate had let real money follow the decision.</summary>
    public required bool ShouldTrade { get; init; }

    /// <summary>The class that came true: -1, 0 or 1; null where candles at its times are missing.</summary>
    public int? Class { get; init; }

    /// <summary>Whether that is the forecast's class; null where it is not known.</summary>
    public bool? IsRight { get; init; }

    /// <summary>Log return from the entry to the exit of the label, before costs; null where it is not known.</summary>
    public double? Return { get; init; }

    /// <summary>The trade on paper; null where there was none, or the entry's candle is missing.</summary>
    public PaperTrade? Trade { get; init; }
}
