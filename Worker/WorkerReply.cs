using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Worker;

/// <summary>
/// A line of JSON on a worker's standard output: an event while the job runs, or its end. A job ends with exactly one of
/// <see cref="Integrity"/> (ingest), <see cref="Unit"/> or <see cref="Error"/>.
/// </summary>
public sealed record WorkerReply
{
    /// <summary>A stage event; the job continues.</summary>
    public StageEvent? Event { get; init; }

    /// <summary>The coin is ingested.</summary>
    public IntegrityReport? Integrity { get; init; }

    /// <summary>The unit is done.</summary>
    public UnitResult? Unit { get; init; }

    /// <summary>What went wrong, in words.</summary>
    public string? Error { get; init; }

    /// <summary>Whether <see cref="Error"/> refuses an input; trying again does not help.</summary>
    public bool Refused { get; init; }

    /// <summary>Whether trying again may help: the disk was full, for example, or memory ran out.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Highest resident memory of the process so far.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Whether the job is over.</summary>
    public bool IsEnd => Event is null;
}
