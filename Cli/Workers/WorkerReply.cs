using Huracan.Contracts;
using Huracan.Engine.Pipeline;

namespace Huracan.Cli.Workers;

/// <summary>
/// A line of JSON on a worker's standard output: an event while the job goes on, or its end. A job ends with exactly one of
/// <see cref="Integrity"/> (ingest), <see cref="Unit"/> or <see cref="Error"/>.
/// </summary>
internal sealed record WorkerReply
{
    public StageEvent? Event { get; init; }

    public IntegrityReport? Integrity { get; init; }

    public UnitResult? Unit { get; init; }

    public string? Error { get; init; }

    /// <summary>Whether <see cref="Error"/> is the refusal of an input, which trying again does not change.</summary>
    public bool Refused { get; init; }

    /// <summary>Highest resident memory of the process so far.</summary>
    public long PeakMemoryBytes { get; init; }

    public bool IsEnd => Event is null;
}
