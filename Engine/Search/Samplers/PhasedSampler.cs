using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Samplers;

/// <summary>Random sampling, then TPE, then steps around the best: each for a range of trial numbers.</summary>
/// <param name="random">Trials sampled at random.</param>
/// <param name="tpe">Trials after them that the estimator suggests; the rest are fine-tuned.</param>
/// <param name="options">Settings of the estimator.</param>
public sealed class PhasedSampler(int random, int tpe, TpeOptions? options = null) : ISampler
{
    private readonly RandomSampler first = new();
    private readonly TpeSampler second = new((options ?? new TpeOptions()) with { StartupTrials = 1 });
    private readonly FineTuneSampler third = new(random + tpe);

    /// <summary>The phase of a trial: 1, 2 or 3.</summary>
    public int PhaseOf(int number) => number < random ? 1 : number < random + tpe ? 2 : 3;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> SampleRelative(Study study, FrozenTrial trial, SeededRandom random) =>
        Of(trial).SampleRelative(study, trial, random);

    /// <inheritdoc/>
    public double SampleIndependent(Study study, FrozenTrial trial, string name, Distribution distribution, SeededRandom random) =>
        Of(trial).SampleIndependent(study, trial, name, distribution, random);

    /// <inheritdoc/>
    public void AfterTrial(Study study, FrozenTrial trial) => second.AfterTrial(study, trial);

    private ISampler Of(FrozenTrial trial) => PhaseOf(trial.Number) switch { 1 => first, 2 => second, _ => third };
}
