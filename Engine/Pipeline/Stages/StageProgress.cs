namespace Huracan.Engine.Pipeline.Stages;

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
