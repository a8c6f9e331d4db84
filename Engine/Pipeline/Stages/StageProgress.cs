namespace Huracan.Engine.Pipeline.Stages;

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

    /// <summary>It could not be done, and the unit goes on without it.</summary>
    Failed,
}
