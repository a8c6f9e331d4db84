namespace Huracan.Contracts.Reports;

/// <summary>How a unit's work in a run ended.</summary>
public enum UnitStatus
{
    /// <summary>Trained, backtested and scored.</summary>
    Done,

    /// <summary>Refused for its data, with the reason; nothing was trained.</summary>
    Skipped,

    /// <summary>Something broke on the way; the reason says what, and a resumed run tries again.</summary>
    Failed,
}
