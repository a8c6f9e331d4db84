namespace Huracan.Engine.Pipeline.Stages;

/// <summary>A progress event of a unit's stage.</summary>
/// <param name="Scope">Unit or candidate, as a path of the run folder.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Progress">What happened.</param>
/// <param name="Detail">More in words, such as an epoch's losses; empty otherwise.</param>
/// <param name="Fraction">Share of the stage that is done, 0 to 1.</param>
public sealed record StageEvent(string Scope, string Stage, StageProgress Progress, string Detail = "", double Fraction = 0);

/// <summary>What happened to a stage.</summary>
public enum StageProgress
{
    /// <summary>It began.</summary>
    Started,

    /// <summary>Progress.</summary>
    Advanced,

    /// <summary>Progress, and a part of it is finished and stored: a trial.</summary>
    Kept,

    /// <summary>It ended.</summary>
    Finished,

    /// <summary>Skipped: finished before.</summary>
    Skipped,
}
