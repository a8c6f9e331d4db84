using Huracan.Engine.Features;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>What every stage of a run needs.</summary>
/// <param name="Options">What the run computes; its device is resolved.</param>
/// <param name="Folder">Where its results go.</param>
/// <param name="FeatureStore">Where computed features are kept from run to run.</param>
/// <param name="Features">The feature sets of the run.</param>
/// <param name="Families">The model families there are.</param>
public sealed record RunContext(
    RunOptions Options, IRunFolder Folder, IRunFolder FeatureStore, FeatureSets Features, ModelRegistry Families)
{
    /// <summary>Peak resident memory of the process in bytes; 0 where unknown.</summary>
    public Func<long> PeakMemoryBytes { get; init; } = () => 0;

    /// <summary>Files that a person brought for families, by the families' names.</summary>
    public IReadOnlyDictionary<string, FamilyFiles> ModelFiles { get; init; } = new Dictionary<string, FamilyFiles>();

    /// <summary>Processor time this process has taken so far; zero where unknown.</summary>
    public Func<TimeSpan> ProcessorTime { get; init; } = () => TimeSpan.Zero;

    /// <summary>Which part of the chain is to be run.</summary>
    public ChainOptions Chain { get; init; } = new();

    /// <summary>The model to be backtested instead of what the chain makes; null for none.</summary>
    public NamedModel? NamedModel { get; init; }

    /// <summary>Gives the times of trials and of the search's time budget.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
