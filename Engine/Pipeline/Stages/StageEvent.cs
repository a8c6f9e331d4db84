namespace Huracan.Engine.Pipeline.Stages;

/// <summary>Something a unit's work tells while it goes on.</summary>
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

    /// <summary>It goes on.</summary>
    Advanced,

    /// <summary>It goes on, and something of it is finished and kept: a trial.</summary>
    Kept,

    /// <summary>It ended.</summary>
    Finished,

    /// <summary>It was finished before.</summary>
    Skipped,
}
