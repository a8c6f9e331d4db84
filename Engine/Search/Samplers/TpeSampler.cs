using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra et al., 2011; defaults and the place of pruned trials as in Optuna): finished trials are
/// parted into the good ones and the rest, each part becomes a density, and of some points drawn from the good one the point is taken at
/// which good over bad is greatest. An instance serves one study.
/// </summary>
/// <param name="options">Settings; null takes the defaults.</param>
public sealed class TpeSampler(TpeOptions? options = null) : ISampler
{
    private static readonly Dictionary<string, double> Nothing = [];

    private readonly TpeOptions options = options ?? new TpeOptions();
    private readonly RandomSampler chance = new();
    private TpeHistory? history;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> SampleRelative(Study study, FrozenTrial trial, SeededRandom random)
    {
        var known = History(study);
        if (!options.IsMultivariate || known.Count < options.StartupTrials || known.Common.Count == 0)
            return Nothing;
        var values = Sample(known.RelativeDensities(Running(study, trial)), random);
        return known.Common.Keys.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public double SampleIndependent(Study study, FrozenTrial trial, string name, Distribution distribution, SeededRandom random)
    {
        var known = History(study);
        return known.Count < options.StartupTrials
            ? chance.SampleIndependent(study, trial, name, distribution, random)
            : Sample(known.IndependentDensities(name, distribution, Running(study, trial)), random)[0];
    }

    /// <inheritdoc/>
    public void AfterTrial(Study study, FrozenTrial trial) => history?.Add(trial);

    private double[] Sample((ParzenEstimator Good, ParzenEstimator Bad) densities, SeededRandom random)
    {
        var points = densities.Good.Draw(options.Candidates, random);
        var best = densities.Bad.Best(points, densities.Good.LogDensity(points));
        return Array.ConvertAll(points, row => row[best]);
    }

    private IEnumerable<FrozenTrial> Running(Study study, FrozenTrial trial) =>
        options.ConstantLiar ? study.Open.Where(other => other.State == TrialState.Running && other.Number != trial.Number) : [];

    private TpeHistory History(Study study) => history ??= new TpeHistory(study, options);
}
