namespace Huracan.Contracts.TrackRecord;

/// <summary>What an entry of the track record is.</summary>
public enum RecordKind
{
    /// <summary>A forecast made at a candle's close, and what the gate said to it.</summary>
    Decision,

    /// <summary>What became of a decision.</summary>
    Outcome,
}
