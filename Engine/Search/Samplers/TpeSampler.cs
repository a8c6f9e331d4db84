using Huracan.Engine.Search.Space;

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
    public IReadOnlyDictionary<string, double> Together(Study study, FrozenTrial trial, SeededRandom random)
    {
        var known = History(study);
        if (!options.IsMultivariate || known.Count < options.StartupTrials || known.Common.Count == 0)
            return Nothing;
        var values = Sample(study, trial, [.. known.Common.Keys], [.. known.Common.Values], random);
        return known.Common.Keys.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public double Alone(Study study, FrozenTrial trial, string name, Distribution distribution, SeededRandom random) =>
        History(study).Count < options.StartupTrials
            ? chance.Alone(study, trial, name, distribution, random)
            : Sample(study, trial, [name], [distribution], random)[0];

    /// <inheritdoc/>
    public void Told(Study study, FrozenTrial trial) => history?.Add(trial);

    /// <summary>How many of some finished trials are good: a tenth, 25 at most.</summary>
    internal static int Good(int finished) => Math.Min((int)Math.Ceiling(0.1 * finished), 25);

    private double[] Sample(Study study, FrozenTrial trial, string[] names, Distribution[] space, SeededRandom random)
    {
        var known = History(study);
        var running = options.ConstantLiar ? study.Trials.Where(other => other.State == TrialState.Running && other.Number != trial.Number) : [];
        var (good, rest) = known.Split(names, Good(known.Count), running);
        var goodDensity = new ParzenEstimator(space, good, options.Parzen);
        var restDensity = new ParzenEstimator(space, rest, options.Parzen);
        var points = goodDensity.Draw(options.Candidates, random);
        var (gain, loss) = (goodDensity.LogDensity(points), restDensity.LogDensity(points));
        var best = 0;
        for (var i = 1; i < gain.Length; i++)
        {
            if (gain[i] - loss[i] > gain[best] - loss[best])
                best = i;
        }
        return Array.ConvertAll(points, row => row[best]);
    }

    private TpeHistory History(Study study) => history ??= new TpeHistory(study);
}
