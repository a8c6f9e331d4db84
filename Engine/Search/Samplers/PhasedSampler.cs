using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Samplers;

/// <summary>Chance, then the Parzen estimator, then steps around the best: each for a share of the trials, by their numbers.</summary>
/// <param name="random">Trials left to chance.</param>
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
    public IReadOnlyDictionary<string, double> Together(Study study, FrozenTrial trial, SeededRandom random) => Of(trial).Together(study, trial, random);

    /// <inheritdoc/>
    public double Alone(Study study, FrozenTrial trial, string name, Distribution distribution, SeededRandom random) =>
        Of(trial).Alone(study, trial, name, distribution, random);

    /// <inheritdoc/>
    public void Told(Study study, FrozenTrial trial) => second.Told(study, trial);

    private ISampler Of(FrozenTrial trial) => PhaseOf(trial.Number) switch { 1 => first, 2 => second, _ => third };
}
