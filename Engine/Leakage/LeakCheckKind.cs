namespace Huracan.Engine.Leakage;

/// <summary>The checks for leakage of the future.</summary>
public enum LeakCheckKind
{
    /// <summary>Features of a series that is cut off are those of the whole series.</summary>
    Truncation,

    /// <summary>Features and forecasts up to a bar do not depend on the candles after it.</summary>
    ChangedFuture,

    /// <summary>A label rests on no bar after the end of its information interval.</summary>
    LabelInterval,

    /// <summary>A label's prices come after the close that makes the signal.</summary>
    LabelEntry,

    /// <summary>What is learnt does not depend on candles after the last bar it may know.</summary>
    Learnt,

    /// <summary>What is learnt does not depend on a column that tells the future after the last bar it may know.</summary>
    Canary,

    /// <summary>No interval of a training sample meets one of a tested sample.</summary>
    Purge,

    /// <summary>No training sample begins in an embargo, or ends in the gap before a test.</summary>
    Embargo,

    /// <summary>A fill comes after its signal, at a price of the bar that fills it.</summary>
    Fills,

    /// <summary>No feature tells the label better than is plausible.</summary>
    LabelShift,

    /// <summary>No feature tells the next returns better than is plausible.</summary>
    LeadLag,

    /// <summary>No feature is a later price, volume, return or label in other units.</summary>
    FutureCopy,

    /// <summary>No feature was scaled by moments or extremes of the whole sample.</summary>
    WholeSampleScaling,
}
