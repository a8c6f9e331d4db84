using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;

namespace Huracan.Engine.Pipeline.Stages;

/// <summary>A progress event of a unit's stage.</summary>
/// <param name="Scope">Unit or candidate, as a path of the run folder.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Progress">What happened.</param>
/// <param name="Fraction">Share of the stage that is done, 0 to 1.</param>
public sealed record StageEvent(string Scope, string Stage, StageProgress Progress, double Fraction = 0)
{
    /// <summary>The epoch that ended; null where something else happened.</summary>
    public EpochProgress? Epoch { get; init; }

    /// <summary>The trial that ended; null where something else happened.</summary>
    public TrialProgress? Trial { get; init; }

    /// <summary>The model that is backtested; null where something else happened.</summary>
    public BacktestedModel? Model { get; init; }

    /// <summary>
    /// The test part that is read next, and how many models of the specification have been tried on it with this one; null where something
    /// else happened. Whoever receives it keeps it before the stage goes on: what was seen stays seen, whatever becomes of the unit.
    /// </summary>
    public TestEvidence? Opened { get; init; }

    /// <summary>A training that was asked to be longer than validation would have it; null where something else happened.</summary>
    public LongTraining? LongTraining { get; init; }

    /// <summary>Why a stage was not done that the unit goes on without; null where something else happened.</summary>
    public string? Failure { get; init; }
}
